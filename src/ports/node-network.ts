import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { connect as tlsConnect } from "node:tls";
import { NetworkFault, type Network, type NetworkRequest, type NetworkResponse, type NetworkRoute } from "./network.ts";
import { readRegularFile } from "./regular-file.ts";

/** The longest that Node's timers can wait is 24 days; one beyond that fires at once. */
const longest = 2 ** 31 - 1;

/** Milliseconds between two words about a download that takes long. */
const wordEvery = 5_000;

/**
 * The machine's network. node:https and not fetch: fetch of Node 20 knows neither proxies nor further certificate authorities.
 * Certificates are always verified. Reads the file of authorities on the first request over TLS.
 */
export function nodeNetwork(route: NetworkRoute): Network {
  let authorities: Buffer | undefined;
  const ca = (): Buffer | undefined => {
    if (route.caCertificatesPath === undefined) return undefined;
    try {
      return (authorities ??= readRegularFile(route.caCertificatesPath, 16 << 20));
    } catch {
      throw new NetworkFault(
        `the certificates in ${route.caCertificatesPath} (HEX_CACERTS_PATH) cannot be read`,
        false,
      );
    }
  };
  return {
    async get(request) {
      if (!URL.canParse(request.url)) throw new NetworkFault("the address is not one", false);
      const url = new URL(request.url);
      const proxy = proxyFor(url, route);
      if (url.protocol === "http:") {
        if (proxy?.protocol !== "https:") return send(http, plainOptions(url, proxy), request);
        // The certificate is the proxy's, though the request names the host behind it.
        return send(https, { ...plainOptions(url, proxy), servername: tlsName(proxy), ca: ca() }, request);
      }
      if (proxy === undefined) return send(https, { ...target(url), ca: ca() }, request);
      const options = { socket: await tunnel(url, proxy, request.timeout, ca()), servername: tlsName(url), ca: ca() };
      return send(https, { ...target(url), createConnection: () => tlsConnect(options) }, request);
    },
    wait: (milliseconds) => pause(milliseconds),
  };
}

/** The proxy for a URL, or undefined where it is asked directly. */
export function proxyFor(url: URL, route: NetworkRoute): URL | undefined {
  const proxy = url.protocol === "https:" ? route.httpsProxy : route.httpProxy;
  if (proxy === undefined || route.noProxy.some((pattern) => matchesHost(pattern, url.hostname))) return undefined;
  const from = (url.protocol === "https:" ? route.httpsProxyFrom : route.httpProxyFrom) ?? "the proxy's setting";
  const address = proxy.includes("://") ? proxy : `http://${proxy}`;
  if (!URL.canParse(address)) throw new NetworkFault(`${from} is not the address of a proxy`, false);
  const { protocol } = new URL(address);
  // Spoken to in another protocol than its own, a proxy would get the password in clear and give no answer.
  if (protocol !== "http:" && protocol !== "https:") {
    throw new NetworkFault(
      `${from} asks for the proxy by ${protocol}//, and only http:// and https:// are known`,
      false,
    );
  }
  return new URL(address);
}

function matchesHost(pattern: string, host: string): boolean {
  const name = pattern.replace(/:\d+$/, "").replace(/^\*?\./, "");
  return pattern === "*" || (name !== "" && (host === name || host.endsWith(`.${name}`)));
}

function target(url: URL): https.RequestOptions {
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port, path: `${url.pathname}${url.search}` };
}

/** The name that TLS asks for; an address has none (RFC 6066, section 3). */
function tlsName({ hostname }: URL): string {
  return /^(?:[\d.]+|\[.*\])$/.test(hostname) ? "" : hostname;
}

function plainOptions(url: URL, proxy: URL | undefined): http.RequestOptions {
  if (proxy === undefined) return target(url);
  return { ...target(proxy), path: url.href, headers: { host: url.host, ...proxyHeaders(proxy) } };
}

function proxyHeaders(proxy: URL): Record<string, string> {
  if (proxy.username === "") return {};
  const user = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` };
}

/** Hex takes user and password as they stand; a bare % in one that nobody escaped is part of it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A connection through a proxy, on which TLS can begin. */
function tunnel(url: URL, proxy: URL, timeout: number, ca: Buffer | undefined): Promise<Duplex> {
  const authority = `${url.hostname}:${url.port || 443}`;
  const options = {
    ...target(proxy),
    method: "CONNECT",
    path: authority,
    headers: { host: authority, ...proxyHeaders(proxy) },
    ...(proxy.protocol === "https:" ? { ca } : {}),
  };
  return bounded(proxy.protocol === "https:" ? https : http, options, (request, resolve, fail, wait) => {
    wait(timeout, "the proxy does not answer");
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      fail(new NetworkFault(`the proxy answered ${response.statusCode}`, false));
    });
  });
}

function send(
  client: typeof http | typeof https,
  options: https.RequestOptions,
  wanted: NetworkRequest,
): Promise<NetworkResponse> {
  const headers = { ...options.headers, "accept-encoding": "identity", ...wanted.headers } as Record<string, string>;
  return bounded(client, { ...options, method: "GET", headers }, (request, resolve, fail, wait) => {
    wait(wanted.whole, "it takes too long");
    const silence = wait(wanted.timeout, "there is no answer");
    let size = 0;
    // Also while nothing comes at all: whoever waits wants to know for what.
    const words = setInterval(() => wanted.onProgress?.(size), wordEvery);
    request.on("close", () => clearInterval(words));
    request.on("upgrade", (response, socket) => {
      socket.destroy();
      fail(new NetworkFault(`the server answered ${response.statusCode}, which nobody asked for`, false));
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      size = 0;
      response.on("data", (chunk: Buffer) => {
        silence.refresh();
        size += chunk.length;
        chunks.push(chunk);
        if (size > wanted.limit) fail(new NetworkFault(`the answer is larger than ${wanted.limit} bytes`, false));
      });
      response.on("end", () => {
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: textHeaders(answered), body: Buffer.concat(chunks) });
      });
      response.on("error", () => fail(new NetworkFault("the answer is cut off", true)));
    });
  });
}

/**
 * One request, which ends in any case: by an answer, by a fault, by the time that `begin` gives it, or because the connection
 * is gone, whatever else did or did not happen. A promise that nobody settles would look like the end of the work.
 */
function bounded<T>(
  client: typeof http | typeof https,
  options: https.RequestOptions,
  begin: (
    request: http.ClientRequest,
    resolve: (value: T) => void,
    fail: (fault: NetworkFault) => void,
    wait: (milliseconds: number, why: string) => NodeJS.Timeout,
  ) => void,
): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  return new Promise<T>((resolve, reject) => {
    const request = client.request(options);
    const fail = (fault: NetworkFault): void => {
      reject(fault);
      request.destroy();
    };
    const wait = (milliseconds: number, why: string): NodeJS.Timeout => {
      const timer = setTimeout(() => fail(new NetworkFault(why, true)), Math.min(milliseconds, longest));
      timers.push(timer);
      return timer;
    };
    begin(request, resolve, fail, wait);
    request.on("error", (error) => fail(asFault(error)));
    request.on("close", () => fail(new NetworkFault("the connection ended without an answer", true)));
    request.end();
  })
    .catch((error: unknown) => {
      // What Node refuses to send, it refuses before anything has begun; its words hold nothing of the value.
      throw asFault(error as Error);
    })
    .finally(() => timers.forEach((timer) => clearTimeout(timer)));
}

function textHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** A certificate that is not trusted stays so; everything else may pass. */
function asFault(error: Error): NetworkFault {
  if (error instanceof NetworkFault) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code.startsWith("ERR_INVALID") || code === "ERR_UNESCAPED_CHARACTERS") {
    return new NetworkFault(`the request cannot be sent (${code})`, false);
  }
  const certificate = /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code);
  const why = certificate ? `the certificate is not trusted (${code})` : `no connection (${code || error.message})`;
  return new NetworkFault(why, !certificate && code !== "ENOTFOUND");
}
