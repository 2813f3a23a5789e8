import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What a web application served. */
export interface Served {
  readonly status: number;
  readonly text: string;
}

export interface WebServer {
  readonly get: (path: string) => Promise<Served>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a release on a free port of loopback and waits until it answers; what it said where it does not.
 * @param program the path of its start script, or of one that calls it.
 */
export async function startServer(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<WebServer> {
  const port = await freePort();
  const child = spawn(program, args, {
    env: { ...process.env, RELEASE_COOKIE: "test", RELEASE_DISTRIBUTION: "none", PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  const hear = (text: Buffer): void => void (said += text.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "exit");
  const get = async (path: string): Promise<Served> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
    return { status: answer.status, text: await answer.text() };
  };
  const stop = async (): Promise<void> => {
    // The start script and the BEAM that it became, with what that started.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      await get("/");
      return { get, stop };
    } catch {
      await pause(200);
    }
  }
  await stop();
  throw new Error(`${program} does not answer:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
