import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
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

/** Runs the built program as a process of its own; for what only a process has. */
export function program(argv: readonly string[], options: Parameters<typeof spawnSync>[2] = {}): Ran {
  if (!existsSync(BIN)) throw new Error("dist/bin.cjs is missing: run `npm run build` first");
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], { ...options, encoding: "utf8" });
  return { code: status ?? -1, stdout, stderr };
}
