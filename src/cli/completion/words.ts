import type { Application } from "@stricli/core";
import type { Cli } from "../cli.ts";
import { namesOfPages } from "../pages.ts";

/** A flag as a shell needs to know it. */
export interface FlagWord {
  /** With its dashes. */
  readonly name: string;
  readonly brief: string;
  /** The values it can take; null for a switch; empty where any text goes. */
  readonly values: readonly string[] | null;
  /** Its value is a folder. */
  readonly directory: boolean;
}

export interface CommandWord {
  readonly name: string;
  readonly brief: string;
  readonly flags: readonly FlagWord[];
  /** What its argument is: one of some words, a folder, a file, or nothing that a shell can know. */
  readonly argument: readonly string[] | "directory" | "file" | null;
}

/** The words of the command line, taken from the routes themselves so that they cannot drift apart. */
export function commandWords(application: Application<Cli>): CommandWord[] {
  const { root } = application;
  if (!("getAllEntries" in root)) return [];
  return root.getAllEntries().flatMap(({ name, target }) => {
    if (!("parameters" in target)) return [];
    const { flags = {}, positional } = target.parameters;
    return {
      name: name.original,
      brief: target.brief,
      flags: [
        ...Object.entries(flags).map(([key, flag]): FlagWord => ({
          name: `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
          brief: flag.brief,
          values: flag.kind === "boolean" ? null : flag.kind === "enum" ? flag.values : [],
          directory: "placeholder" in flag && flag.placeholder === "DIR",
        })),
        { name: "--help", brief: "Print help information and exit", values: null, directory: false },
      ],
      argument: argumentOf(positional?.kind === "tuple" ? positional.parameters[0] : undefined),
    };
  });
}

function argumentOf(parameter: { placeholder?: string; brief: string } | undefined): CommandWord["argument"] {
  switch (parameter?.placeholder) {
    case "DIR":
      return "directory";
    case "LOCK":
      return "file";
    case "PAGE":
      return [...namesOfPages().codes, ...namesOfPages().names];
    case "SHELL":
      return parameter.brief.split(", ");
    default:
      return null;
  }
}
