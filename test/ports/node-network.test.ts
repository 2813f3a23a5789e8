import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, connect, createServer as createNet, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { NetworkFault, type NetworkRequest, type NetworkRoute } from "../../src/ports/network.ts";
import { nodeNetwork, proxyFor } from "../../src/ports/node-network.ts";
import { listenOn, serve } from "../read/sources/server.ts";

const direct: NetworkRoute = {
  httpProxy: undefined,
  httpsProxy: undefined,
  noProxy: [],
  caCertificatesPath: undefined,
};
const request = (url: string, changes: Partial<NetworkRequest> = {}): NetworkRequest => ({
  url,
  headers: { "user-agent": "nif2nix" },
  timeout: 2_000,
  whole: 10_000,
  limit: 1 << 20,
  ...changes,
});

const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/nif2nix-net-`);
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-keyout", `${folder}/key.pem`, "-out", `${folder}/cert.pem`];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject, ...files], {
    stdio: "ignore",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A server with a certificate of its own, which nobody trusts unless told to. */
async function serveTls(listener: RequestListener): Promise<{ readonly url: string; readonly port: number }> {
  const server = createHttps(
    { key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/cert.pem`) },
    listener,
  );
  const { port } = await listenOn(server as never);
  return { url: `https://localhost:${port}`, port };
}

async function faultOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NetworkFault) return `${error.passing ? "passing" : "final"}: ${error.message}`;
    throw error;
  }
  throw new Error("there was an answer");
}

describe("plain requests", () => {
  test("give status, headers and bytes", async () => {
    const body = Buffer.from([0, 255, 1]);
    const server = await serve((_request, response) => response.writeHead(203, { "X-Name": "v" }).end(body));
    const answer = await nodeNetwork(direct).get(request(`${server.url}/a?b`));
    expect([answer.status, answer.headers["x-name"], Buffer.from(answer.body)]).toEqual([203, "v", body]);
    expect(server.requests).toEqual(["GET /a?b"]);
  });

  test("follow no redirect", async () => {
    const server = await serve((_request, response) => void response.writeHead(302, { location: "/b" }).end());
    expect(await nodeNetwork(direct).get(request(server.url))).toMatchObject({
      status: 302,
      headers: { location: "/b" },
    });
  });

  test("end at the limit, at silence, and where the answer is cut off", async () => {
    const server = await serve((incoming, response) => {
      if (incoming.url === "/large") response.end(Buffer.alloc(2000));
      else if (incoming.url === "/cut") {
        response.writeHead(200, { "content-length": "100" });
        response.write("x", () => incoming.socket.destroy());
      } else if (incoming.url === "/slow") response.write("x");
    });
    const get = (path: string, changes: Partial<NetworkRequest> = {}): Promise<string> =>
      faultOf(nodeNetwork(direct).get(request(`${server.url}${path}`, changes)));
    expect(await get("/large", { limit: 1999 })).toBe("final: the answer is larger than 1999 bytes");
    expect(await get("/slow", { timeout: 100 })).toBe("passing: there is no answer");
    expect(await get("/silent", { timeout: 100 })).toBe("passing: there is no answer");
    expect(await get("/cut")).toMatch(/^passing: /);
  });

  test("tell where nobody listens", async () => {
    const server = await serve(() => undefined);
    const closed = createHttp();
    const { port } = await listenOn(closed);
    closed.close();
    expect(await faultOf(nodeNetwork(direct).get(request(`http://127.0.0.1:${port}`)))).toBe(
      "passing: no connection (ECONNREFUSED)",
    );
    expect(server.requests).toEqual([]);
  });
});

/** A server below HTTP: what it says to whoever has sent a request. */
async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  const server = createNet((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Says a text bit by bit, for as long as somebody listens. */
const drip =
  (text: string, every: number) =>
  (socket: Socket): void => {
    let at = 0;
    const timer = setInterval(() => socket.write(text[at++ % text.length] as string), every);
    socket.on("close", () => clearInterval(timer));
  };

describe("answers that are none settle, too", () => {
  const upgrade = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  test.each<[string, (socket: Socket) => void, string]>([
    ["101", (socket) => void socket.write(upgrade), "final: the server answered 101, which nobody asked for"],
    ["101 and the end", (socket) => void socket.end(upgrade), "final: the server answered 101"],
    ["101 and bytes", (socket) => void socket.write(`${upgrade}\0\0\0`), "final: the server answered 101"],
    ["nothing and the end", (socket) => void socket.end(), "passing: no connection (ECONNRESET)"],
    ["a reset", (socket) => void socket.resetAndDestroy(), "passing: no connection (ECONNRESET)"],
    ["no HTTP", (socket) => void socket.end("SSH-2.0-OpenSSH_9\r\n"), "passing: no connection (HPE_INVALID_CONSTANT)"],
    ["half a head", (socket) => void socket.end("HTTP/1.1 200 OK\r\nContent-"), ""],
    ["a chunk that is none", (socket) => void socket.end(`${chunked}zz\r\n`), ""],
    ["half a chunk", (socket) => void socket.end(`${chunked}ff\r\nab`), ""],
    ["a head without end", drip(`HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(9)}`, 20), "passing: there is no answer"],
    ["1xx for ever", drip("HTTP/1.1 100 Continue\r\n\r\n", 2), "passing: there is no answer"],
  ])("%s", async (_name, answer, expected) => {
    const url = await serveRaw(answer);
    const fault = await faultOf(nodeNetwork(direct).get(request(url, { timeout: 600 })));
    expect(fault).toMatch(/^(passing|final): /);
    expect(fault.slice(0, expected.length)).toBe(expected);
  });

  test("a byte now and then is given up when the whole takes too long, and is told before", async () => {
    const url = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      drip("x", 20)(socket);
    });
    const begun = performance.now();
    const words: number[] = [];
    const slow = request(url, { timeout: 300, whole: 6_500, onProgress: (bytes) => words.push(bytes) });
    expect(await faultOf(nodeNetwork(direct).get(slow))).toBe("passing: it takes too long");
    expect(performance.now() - begun).toBeLessThan(9_000);
    expect(words).toEqual([expect.any(Number)]);
  });

  test("times beyond what a timer can wait are no time out", async () => {
    const server = await serve((_request, response) => void response.end("x"));
    const patient = request(server.url, { timeout: 2 ** 40, whole: 2 ** 40 });
    expect((await nodeNetwork(direct).get(patient)).status).toBe(200);
  });

  test.each(["http://[", "", "no address"])("the address %j", async (url) => {
    expect(await faultOf(nodeNetwork(direct).get(request(url)))).toBe("final: the address is not one");
  });

  test("a header that cannot be sent is said without its value", async () => {
    const server = await serve(() => undefined);
    const wrong = request(server.url, { headers: { authorization: "secret\n" } });
    expect(await faultOf(nodeNetwork(direct).get(wrong))).toBe("final: the request cannot be sent (ERR_INVALID_CHAR)");
    expect(server.requests).toEqual([]);
  });
});

describe("TLS", () => {
  test("an unknown certificate is not trusted, one that HEX_CACERTS_PATH names is", async () => {
    const server = await serveTls((_request, response) => response.end("secret"));
    expect(await faultOf(nodeNetwork(direct).get(request(server.url)))).toMatch(
      /^final: the certificate is not trusted/,
    );
    const trusting = nodeNetwork({ ...direct, caCertificatesPath: `${folder}/cert.pem` });
    expect(Buffer.from((await trusting.get(request(server.url))).body).toString()).toBe("secret");
    const elsewhere = request(`https://127.0.0.1:${server.port}`);
    expect(await faultOf(trusting.get(elsewhere))).toMatch(/^final: the certificate is not trusted/);
    for (const path of [`${folder}/none.pem`, folder, "/dev/zero"]) {
      const none = nodeNetwork({ ...direct, caCertificatesPath: path });
      expect(await faultOf(none.get(request(server.url)))).toMatch(/^final: the certificates in .* cannot be read/);
    }
  });
});

describe("proxies", () => {
  test("plain requests are sent to them whole, with their password", async () => {
    const seen: unknown[] = [];
    const proxy = await serve((incoming, response) => {
      seen.push(incoming.headers["proxy-authorization"], incoming.headers.host);
      response.end("by proxy");
    });
    const route = { ...direct, httpProxy: `http://user:p%40ss@127.0.0.1:${proxy.port}` };
    const answer = await nodeNetwork(route).get(request("http://hex.example.org/tarballs/a.tar"));
    expect(Buffer.from(answer.body).toString()).toBe("by proxy");
    expect(proxy.requests).toEqual(["GET http://hex.example.org/tarballs/a.tar"]);
    expect(seen).toEqual([`Basic ${Buffer.from("user:p@ss").toString("base64")}`, "hex.example.org"]);
  });

  test("a proxy behind TLS is spoken to in TLS, for plain addresses, too", async () => {
    const seen: unknown[] = [];
    const proxy = await serveTls((incoming, response) => {
      seen.push(incoming.url, incoming.headers["proxy-authorization"]);
      response.end("by proxy");
    });
    const address = `https://user:secret@localhost:${proxy.port}`;
    const trusted = { ...direct, httpProxy: address, caCertificatesPath: `${folder}/cert.pem` };
    const answer = await nodeNetwork(trusted).get(request("http://hex.example.org/a.tar"));
    expect(Buffer.from(answer.body).toString()).toBe("by proxy");
    expect(seen).toEqual(["http://hex.example.org/a.tar", `Basic ${Buffer.from("user:secret").toString("base64")}`]);
    // What listens without TLS gets nothing that it could read.
    const said: string[] = [];
    const url = await serveRaw((socket) => socket.destroy());
    const listener = createNet((socket) =>
      socket.on("error", () => undefined).on("data", (data) => said.push(String(data))),
    );
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void listener.close());
    const plain = `https://user:secret@127.0.0.1:${(listener.address() as AddressInfo).port}`;
    for (const to of ["http://hex.example.org/a", "https://hex.example.org/a", url]) {
      const network = nodeNetwork({ ...direct, httpProxy: plain, httpsProxy: plain });
      expect(await faultOf(network.get(request(to, { timeout: 300 })))).toMatch(/^(passing|final): /);
    }
    const password = Buffer.from("user:secret").toString("base64");
    expect(said.length).toBeGreaterThan(0);
    for (const each of said) expect(each).not.toContain(password);
  });

  test.each(["socks5://127.0.0.1:1", "socks4://u:p@127.0.0.1:1", "ftp://127.0.0.1", "socks5h://127.0.0.1:1"])(
    "%s is no proxy that is known",
    async (proxy) => {
      for (const url of ["http://a.example.org", "https://a.example.org"]) {
        const network = nodeNetwork({ ...direct, httpProxy: proxy, httpsProxy: proxy });
        expect(await faultOf(network.get(request(url)))).toMatch(
          /^final: the proxy's setting asks for the proxy by \w+:\/\/, and only http:\/\/ and https:\/\/ are known$/,
        );
      }
    },
  );

  test("a bare % in a user or password is part of it", async () => {
    const seen: unknown[] = [];
    const proxy = await serve((incoming, response) => {
      seen.push(incoming.headers["proxy-authorization"]);
      response.end();
    });
    await nodeNetwork({ ...direct, httpProxy: `http://us%er:100%@127.0.0.1:${proxy.port}` }).get(
      request("http://a.example.org"),
    );
    expect(seen).toEqual([`Basic ${Buffer.from("us%er:100%").toString("base64")}`]);
  });

  test("TLS goes through a tunnel, and the certificate is that of the host behind it", async () => {
    const target = await serveTls((_request, response) => response.end("through"));
    const asked: unknown[] = [];
    const proxy = createHttp();
    proxy.on("connect", (incoming, socket) => {
      asked.push(incoming.url, incoming.headers["proxy-authorization"]);
      const outward = connect(target.port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        outward.pipe(socket).pipe(outward);
      });
      for (const end of [socket, outward]) end.on("error", () => undefined);
    });
    const { port } = await listenOn(proxy);
    const route = { ...direct, httpsProxy: `127.0.0.1:${port}`, caCertificatesPath: `${folder}/cert.pem` };
    const answer = await nodeNetwork(route).get(request(target.url));
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, "through"]);
    expect(asked).toEqual([`localhost:${target.port}`, undefined]);
    const untrusting = nodeNetwork({ ...route, caCertificatesPath: undefined });
    expect(await faultOf(untrusting.get(request(target.url)))).toMatch(/^final: the certificate is not trusted/);
  });

  test("a proxy that refuses, or says nothing", async () => {
    const proxy = createHttp();
    proxy.on("connect", (incoming, socket) => {
      if (incoming.url === "a.example.org:443") socket.end("HTTP/1.1 407 No\r\n\r\n");
    });
    const { port } = await listenOn(proxy);
    const network = nodeNetwork({ ...direct, httpsProxy: `http://127.0.0.1:${port}` });
    expect(await faultOf(network.get(request("https://a.example.org")))).toBe("final: the proxy answered 407");
    const silent = request("https://b.example.org", { timeout: 100 });
    expect(await faultOf(network.get(silent))).toBe("passing: the proxy does not answer");
    const wrong = nodeNetwork({ ...direct, httpsProxy: "http://[", httpsProxyFrom: "HTTPS_PROXY" });
    expect(await faultOf(wrong.get(silent))).toBe("final: HTTPS_PROXY is not the address of a proxy");
  });

  test.each([
    ["https://repo.hex.pm/x", [], true],
    ["https://repo.hex.pm/x", ["repo.hex.pm"], false],
    ["https://repo.hex.pm/x", ["hex.pm"], false],
    ["https://repo.hex.pm/x", [".hex.pm"], false],
    ["https://repo.hex.pm/x", ["*.hex.pm:443"], false],
    ["https://repo.hex.pm/x", ["x.pm", ""], true],
    ["https://repo.hex.pm/x", ["ex.pm"], true],
    ["https://repo.hex.pm/x", ["*"], false],
    ["http://repo.hex.pm/x", [], false],
  ])("%s without %j goes by it: %s", (url, noProxy, expected) => {
    const route = { ...direct, httpsProxy: "http://proxy:1", noProxy };
    expect(proxyFor(new URL(url), route) !== undefined).toBe(expected);
  });
});
