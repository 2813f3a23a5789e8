import { run } from "@stricli/core";
import { application } from "./application.ts";
import { colourChoice, wantsColour } from "./colour.ts";
import type { Cli } from "./context.ts";
import { EXIT, type ExitCode, toExitCode } from "./exit-code.ts";

/**
 * Runs one command line.
 * @param argv without node and the script.
 * @returns the exit code; never throws for what a command does.
 */
export async function main(argv: readonly string[], host: NodeJS.Process): Promise<ExitCode> {
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
    terminal: { out: host.stdout.isTTY },
    colour,
    interactive: host.stdin.isTTY && host.stderr.isTTY,
    argv,
  };
  await run(application(), argv, cli);
  return toExitCode(cli.process.exitCode);
}

/** stricli asks a stream for its colour depth; 1 means none. */
function stream(to: NodeJS.WriteStream, colour: boolean): Cli["process"]["stdout"] {
  return { write: (text) => void to.write(text), getColorDepth: () => (colour ? 8 : 1) };
}

/** `nif2nix scan | head`: a reader that went away is no bug of ours; neither is a full disk, but then the output is lost. */
function closeWithReader(host: NodeJS.Process): void {
  host.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") host.exit(EXIT.fine);
    host.stderr.write(`the output cannot be written: ${error.message}\n`);
    host.exit(EXIT.usage);
  });
}
