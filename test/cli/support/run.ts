import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "../../../src/cli/main.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Situation {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output and standard error are terminals. */
  readonly terminal?: boolean;
}

/** Runs a command line in this process, as src/bin.ts does. Standard input is no terminal. */
export async function nif2nix(argv: readonly string[], { cwd, env = {}, terminal = false }: Situation): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    isTTY: terminal,
    write: (text: string) => void (written[name] += text),
    on: () => {},
  });
  const host = {
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    stdin: { isTTY: false },
    env: { PATH: process.env["PATH"], HOME: cwd, HEX_HOME: cwd, ...env },
    cwd: () => cwd,
    exit: () => {},
  };
  const code = await main(argv, host as unknown as NodeJS.Process);
  return { code, ...written };
}

const BIN = fileURLToPath(new URL("../../../dist/bin.cjs", import.meta.url));

let copied: string | undefined;

/** A copy of the built program that other users can read: the checkout may lie in somebody's home, which is closed to them. */
function forEverybody(): string {
  if (copied === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-dist-"));
    chmodSync(folder, 0o755);
    cpSync(dirname(BIN), folder, { recursive: true });
    copied = join(folder, basename(BIN));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
  return copied;
}

/** Runs the built program as a process of its own; for what only a process has. */
export function program(argv: readonly string[], options: Parameters<typeof spawnSync>[2] = {}): Ran {
  if (!existsSync(BIN)) throw new Error("dist/bin.cjs is missing: run `npm run build` first");
  const bin = options?.uid === undefined ? BIN : forEverybody();
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { ...options, encoding: "utf8" });
  return { code: status ?? -1, stdout, stderr };
}
