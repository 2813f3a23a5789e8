import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface FileServer {
  readonly url: string;
  readonly stop: () => void;
}

/** Addresses are part of what is built: with the same port each time, nothing is built twice. */
const preferredPort = 47_913;

/**
 * Serves a folder on loopback, from a process of its own: what is called meanwhile blocks this one.
 * @param key what a request has to bring in the header `authorization`.
 */
export async function serveFolder(folder: string, key?: string): Promise<FileServer> {
  const program = fileURLToPath(new URL("file-server.mjs", import.meta.url));
  const server = spawn(
    process.execPath,
    [program, folder, String(preferredPort), ...(key === undefined ? [] : [key])],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const [port] = (await once(server.stdout, "data")) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, stop: () => void server.stdin.end() };
}
