import { run } from "@stricli/core";
import { application } from "./application.ts";
import type { Cli } from "./cli.ts";
import { EXIT, type ExitCode, toExitCode } from "./exit-code.ts";
import { colourChoice, wantsColour } from "./screen/colour.ts";
import type { Output } from "./screen/output.ts";

/** What the program needs of the process that it is. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  cwd(): string;
  exit(code: ExitCode): void;
}

/**
 * Runs one command line.
 * @param argv without node and the script.
 * @returns the exit code; never throws for what a command does.
 */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  closeWithReader(host);
  const choice = colourChoice(argv);
  const colour = {
    out: wantsColour(choice, host.env, host.stdout.isTTY),
    err: wantsColour(choice, host.env, host.stderr.isTTY),
  };
  const cli: Cli = {
    process: {
      stdout: stream(host.stdout, colour.out),
      stderr: stream(host.stderr, colour.err),
      env: host.env,
      exitCode: null,
    },
    cwd: host.cwd(),
    env: host.env,
    terminal: {
      out: host.stdout.isTTY,
      err: host.stderr.isTTY,
      // Asked only by who draws. A terminal that does not know its size says 0.
      get columns() {
        return host.stderr.columns || undefined;
      },
      get outColumns() {
        return (host.stdout.isTTY && host.stdout.columns) || undefined;
      },
    },
    colour,
    // Asked only by who wants to ask: Node makes a stream of standard input for it.
    get interactive() {
      return host.stdin.isTTY === true && host.stderr.isTTY;
    },
    argv,
  };
  const width = (): number => cli.terminal.outColumns ?? Number.POSITIVE_INFINITY;
  await run(application(width), asFlags(argv), cli);
  return toExitCode(cli.process.exitCode);
}

/** `nif2nix help check`, as many a program has it, is `nif2nix check --help`; -V is -v. */
function asFlags(argv: readonly string[]): readonly string[] {
  if (argv[0] === "-V") return ["--version"];
  if (argv[0] === "help") return [...argv.slice(1, 2), "--help"];
  // To stricli `--name=` is no flag.
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  return argv.flatMap((word, at) => (at < end && /^--[a-z][a-z-]*=$/.test(word) ? [word.slice(0, -1), ""] : [word]));
}

/** stricli asks a stream for its colour depth; 1 means none. */
function stream(to: Output, colour: boolean): Cli["process"]["stdout"] {
  return { write: (text) => void to.write(text), getColorDepth: () => (colour ? 8 : 1) };
}

/**
 * `nif2nix scan | head`: a reader that went away is no bug of ours, and what was asked for is still done and its code told;
 * neither is a full disk, but then the output is lost.
 */
function closeWithReader(host: Host): void {
  // Who reads neither is told nothing.
  host.stderr.on("error", () => {});
  let gone = false;
  host.stdout.on("error", (error) => {
    gone ||= error.code === "EPIPE";
    if (gone) return;
    host.stderr.write(`the output cannot be written: ${error.message}\n`);
    host.exit(EXIT.usage);
  });
}
