import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** "GET /path" of every request, with its authorization where it has one. */
  readonly requests: string[];
}

/** Starts a server on loopback that is stopped when the test is over. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(describe(request));
    listener(request, response);
  });
  return { requests, ...(await listenOn(server)) };
}

export async function listenOn(server: Server): Promise<{ readonly url: string; readonly port: number }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

function describe(request: IncomingMessage): string {
  const { authorization } = request.headers;
  return `${request.method} ${request.url}${authorization === undefined ? "" : ` [${authorization}]`}`;
}
