import { spawnSync } from "node:child_process";

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The Elixir that builds take is the one that tests call. */
const elixir = process.env["NIF2NIX_E2E_ELIXIR"];
const path = elixir === undefined ? {} : { PATH: `${elixir}/bin:${process.env["PATH"]}` };

/** Runs a program to its end and gives what it said, however it ended. */
export function attempt(program: string, args: readonly string[], options: RunOptions = {}): Ran {
  const ran = spawnSync(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...path, ...options.env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.error !== undefined) throw ran.error;
  return { status: ran.status ?? 1, stdout: ran.stdout, stderr: ran.stderr };
}

/** The same for a program that must succeed: its standard output. The error holds all that it said. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): string {
  const ran = attempt(program, args, options);
  if (ran.status !== 0) {
    throw new Error(`${program} ${args.join(" ")} ended with ${ran.status}\n${ran.stdout}\n${ran.stderr}`);
  }
  return ran.stdout;
}
