import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Runs git in a folder, without the settings of whoever runs the tests. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" }).trim();
}

/** Makes or changes a repository and commits; gives the commit's id. */
export function commit(folder: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  // git says so where it is one already.
  if (!existsSync(join(folder, ".git"))) git(folder, "init", "--quiet", "--initial-branch=main");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "more");
  return git(folder, "rev-parse", "HEAD");
}

export interface GitServer {
  /** git://127.0.0.1:PORT; a repository is `${url}/NAME`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** git's own server on loopback, for the repositories in a folder. */
export async function gitServer(folder: string): Promise<GitServer> {
  const port = await freePort();
  const options = ["--export-all", `--base-path=${folder}`, "--listen=127.0.0.1", `--port=${port}`, "--reuseaddr"];
  const server = spawn("git", ["daemon", ...options, folder], { stdio: "ignore", detached: true });
  const ended = new Promise<void>((resolve) => server.on("close", () => resolve()));
  while (!(await answers(port))) await wait(20);
  return {
    url: `git://127.0.0.1:${port}`,
    async stop() {
      // The program is a child of git's own.
      process.kill(-(server.pid as number));
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve((socket.destroy(), true)));
    socket.on("error", () => resolve(false));
  });
}
