import { type Command, type TypedCommandFlagParameters, buildCommand } from "@stricli/core";
import type { Cli } from "./cli.ts";
import type { ExitCode } from "./exit-code.ts";
import { given } from "./flags.ts";
import { guarded } from "./guarded.ts";

/** A command of ours: says how it ended by an exit code. */
type Run<FLAGS, ARGS extends readonly unknown[]> = (cli: Cli, flags: FLAGS, ...args: ARGS) => Promise<ExitCode>;
type Load<FLAGS, ARGS extends readonly unknown[]> = () => Promise<Run<FLAGS, ARGS>>;
type Shown = { readonly format?: string; readonly project?: string };

/** A stricli loader for a command of ours. Nothing but that one command is loaded. */
export function lazily<FLAGS extends object, ARGS extends readonly unknown[]>(load: Load<FLAGS, ARGS>) {
  return async () => {
    const run = await load();
    return async function (this: Cli, flagged: FLAGS, ...args: ARGS): Promise<void> {
      this.process.exitCode = await guarded(this, flagged as Shown, () => run(this, flagged, ...args));
    };
  };
}

/** A command on a project, whose argument is another way to say --project. */
export function projectCommand<FLAGS extends { readonly project?: string }>(
  load: Load<FLAGS, []>,
  parameters: TypedCommandFlagParameters<FLAGS, Cli>,
  docs: { readonly brief: string; readonly fullDescription?: string },
): Command<Cli> {
  return buildCommand<FLAGS, [directory?: string], Cli>({
    loader: async () => {
      const run = await load();
      return async function (flagged, directory) {
        const asked = directory === undefined ? flagged : { ...flagged, project: directory };
        this.process.exitCode = await guarded(this, asked as Shown, () => run(this, asked));
      };
    },
    parameters: {
      ...parameters,
      positional: {
        kind: "tuple",
        parameters: [{ brief: "The same as --project", placeholder: "DIR", parse: given, optional: true }],
      },
    },
    // stricli leaves out of the usage what need not be given.
    docs: { ...docs, customUsage: ["[DIR]"] },
  });
}
