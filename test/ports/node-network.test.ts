import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  limit: 1 << 20,
  ...changes,
});

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
    const none = nodeNetwork({ ...direct, caCertificatesPath: `${folder}/none.pem` });
    expect(await faultOf(none.get(request(server.url)))).toMatch(/^final: the certificates in .* cannot be read/);
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
    const wrong = nodeNetwork({ ...direct, httpsProxy: "http://[" });
    expect(await faultOf(wrong.get(silent))).toBe("final: the address of the proxy is not one");
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
