import type { CommandContext, StricliProcess } from "@stricli/core";
import { printable } from "../diagnostics/printable.ts";
import { fitted } from "./screen/fitted.ts";

/** What a command may touch of the process that runs it. */
export interface Cli extends CommandContext {
  readonly process: StricliProcess;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: {
    readonly out: boolean;
    readonly err: boolean;
    /** Of standard error; undefined where that is no terminal. */
    readonly columns?: number | undefined;
    /** The same of standard output. */
    readonly outColumns?: number | undefined;
  };
  readonly colour: { readonly out: boolean; readonly err: boolean };
  /** Somebody can answer: standard input and standard error are terminals. */
  readonly interactive: boolean;
  readonly argv: readonly string[];
}

/** Data, for the next program. */
export function print(cli: Cli, text: string): void {
  cli.process.stdout.write(text);
}

/** Data in sentences, for whoever reads it: on a terminal in lines that fit it. */
export function printText(cli: Cli, text: string): void {
  print(cli, cli.terminal.out ? fitted(text, cli.terminal.outColumns ?? Number.POSITIVE_INFINITY) : text);
}

/** Everything else, for the person: one line. Whatever stands in it, of a project or of the command line, is shown and not acted on. */
export function say(cli: Cli, line: string): void {
  sayPainted(cli, printable(line));
}

/** The same for lines with colours: what others wrote in them was made printable before it was painted. */
export function sayPainted(cli: Cli, text: string): void {
  const lines = cli.terminal.err ? fitted(text, cli.terminal.columns ?? Number.POSITIVE_INFINITY) : text;
  cli.process.stderr.write(lines.endsWith("\n") ? lines : `${lines}\n`);
}
