import { maskCredentials } from "../model/credentials.ts";
import type { Place } from "../model/source.ts";
import type { Code } from "./code-entry.ts";
import { codes } from "./codes.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";

/** A diagnostic with its words: what every way of showing it starts from. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string;
  /** Of a finding that stands for several: each by name, the first included. */
  readonly places?: readonly NamedPlace[];
}

export interface NamedPlace extends Place {
  readonly name: string;
}

/** Diagnostic -> finding, with the placeholders of the code table filled. */
export function toFinding(diagnostic: Diagnostic): Finding {
  const code: Code = codes[diagnostic.code];
  return {
    code: code.number,
    severity: code.severity,
    ...diagnostic.place,
    message: maskCredentials(fill(code.message, diagnostic.args)),
    help: maskCredentials(fill(code.help, diagnostic.args)),
  };
}

/**
 * Fills `{name}` from args in one pass, so that a value that looks like a placeholder stays as it is.
 * A placeholder without a value is left standing: a wrong call should be seen, not hidden.
 */
export function fill(template: string, args: Readonly<Record<string, string>>): string {
  return template.replace(/\{([A-Za-z]\w*)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? (args[name] as string) : whole,
  );
}

/** Whether one of them is an error, so that nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => (codes[diagnostic.code] as Code).severity === "error");
}
