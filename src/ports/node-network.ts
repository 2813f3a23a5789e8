import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { connect as tlsConnect } from "node:tls";
import { NetworkFault, type Network, type NetworkRequest, type NetworkResponse, type NetworkRoute } from "./network.ts";

/** Times the allowed silence that one whole request may take. */
const totalFactor = 40;

/**
 * The machine's network. node:https and not fetch: fetch of Node 20 knows neither proxies nor further certificate authorities.
 * Certificates are always verified. Reads the file of authorities on the first request over TLS.
 */
export function nodeNetwork(route: NetworkRoute): Network {
  let authorities: Buffer | undefined;
  const ca = (): Buffer | undefined => {
    if (route.caCertificatesPath === undefined) return undefined;
    try {
      return (authorities ??= readFileSync(route.caCertificatesPath));
    } catch {
      throw new NetworkFault(`the certificates in ${route.caCertificatesPath} cannot be read`, false);
    }
  };
  return {
    async get(request) {
      const url = new URL(request.url);
      const proxy = proxyFor(url, route);
      if (url.protocol === "http:") return send(http, plainOptions(url, proxy), request);
      if (proxy === undefined) return send(https, { ...target(url), ca: ca() }, request);
      const options = { socket: await tunnel(url, proxy, request.timeout), servername: url.hostname, ca: ca() };
      return send(https, { ...target(url), createConnection: () => tlsConnect(options) }, request);
    },
    wait: (milliseconds) => pause(milliseconds),
  };
}

/** The proxy for a URL, or undefined where it is asked directly. */
export function proxyFor(url: URL, route: NetworkRoute): URL | undefined {
  const proxy = url.protocol === "https:" ? route.httpsProxy : route.httpProxy;
  if (proxy === undefined || route.noProxy.some((pattern) => matchesHost(pattern, url.hostname))) return undefined;
  const address = proxy.includes("://") ? proxy : `http://${proxy}`;
  if (!URL.canParse(address)) throw new NetworkFault("the address of the proxy is not one", false);
  return new URL(address);
}

function matchesHost(pattern: string, host: string): boolean {
  const name = pattern.replace(/:\d+$/, "").replace(/^\*?\./, "");
  return pattern === "*" || (name !== "" && (host === name || host.endsWith(`.${name}`)));
}

function target(url: URL): https.RequestOptions {
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port, path: `${url.pathname}${url.search}` };
}

function plainOptions(url: URL, proxy: URL | undefined): http.RequestOptions {
  if (proxy === undefined) return target(url);
  return { ...target(proxy), path: url.href, headers: { host: url.host, ...proxyHeaders(proxy) } };
}

function proxyHeaders(proxy: URL): Record<string, string> {
  if (proxy.username === "") return {};
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` };
}

/** A connection through a proxy, on which TLS can begin. */
function tunnel(url: URL, proxy: URL, timeout: number): Promise<Duplex> {
  const authority = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === "https:" ? https : http).request({
      ...target(proxy),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      timeout,
    });
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(new NetworkFault(`the proxy answered ${response.statusCode}`, false));
      }
    });
    request.on("timeout", () => {
      reject(new NetworkFault("the proxy does not answer", true));
      request.destroy();
    });
    request.on("error", (error) => reject(asFault(error)));
    request.end();
  });
}

function send(
  client: typeof http | typeof https,
  options: https.RequestOptions,
  wanted: NetworkRequest,
): Promise<NetworkResponse> {
  return new Promise((resolve, reject) => {
    const headers = { ...options.headers, "accept-encoding": "identity", ...wanted.headers } as Record<string, string>;
    const request = client.request({ ...options, method: "GET", headers, timeout: wanted.timeout });
    const giveUp = (fault: NetworkFault): void => {
      reject(fault);
      request.destroy();
    };
    const whole = setTimeout(() => giveUp(new NetworkFault("it takes too long", true)), wanted.timeout * totalFactor);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > wanted.limit) giveUp(new NetworkFault(`the answer is larger than ${wanted.limit} bytes`, false));
      });
      response.on("end", () => {
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: textHeaders(answered), body: Buffer.concat(chunks) });
      });
      response.on("error", () => giveUp(new NetworkFault("the answer is cut off", true)));
    });
    request.on("timeout", () => giveUp(new NetworkFault("there is no answer", true)));
    request.on("error", (error) => giveUp(asFault(error)));
    request.on("close", () => clearTimeout(whole));
    request.end();
  });
}

function textHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** A certificate that is not trusted stays so; everything else may pass. */
function asFault(error: Error): NetworkFault {
  if (error instanceof NetworkFault) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const certificate = /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code);
  const why = certificate ? `the certificate is not trusted (${code})` : `no connection (${code || error.message})`;
  return new NetworkFault(why, !certificate && code !== "ENOTFOUND");
}
