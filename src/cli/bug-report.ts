import { printable } from "../diagnostics/printable.ts";
import { VERSION } from "./version.ts";

/**
 * The text for an exception that nobody expected: an issue that is already filled in.
 * It holds the command line and the stack, and nothing of the project's files or of the environment.
 */
export function bugReport(error: unknown, argv: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return [
    "nif2nix met a bug of its own. Nothing that it began to write was left half-written.",
    "Please report it with the text between the lines; look through it first, paths are in it.",
    "",
    "-----",
    `title: ${printable(stack.split("\n")[0] ?? "")}`,
    "",
    "What I did:",
    `    nif2nix ${argv.map((word) => printable(word)).join(" ")}`,
    "",
    `nif2nix ${VERSION}, node ${process.version}, ${process.platform}-${process.arch}`,
    "",
    ...stack.split("\n").map((line) => `    ${printable(line)}`),
    "-----",
  ].join("\n");
}
