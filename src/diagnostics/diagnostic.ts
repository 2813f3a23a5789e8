import type { Place } from "../model/source.ts";
import { UnreadableFile } from "../ports/file-system.ts";
import { BudgetExceeded, type Resource } from "../ports/run-budget.ts";
import type { CodeName } from "./codes.ts";

export type Severity = "error" | "warning" | "info";

/**
 * A finding as data: its words live in the code table (`src/diagnostics/codes.ts`), its page in docs/codes/.
 * `args` fill the placeholders of the table's message; `place` is always there, so that a person can go there.
 */
export interface Diagnostic {
  readonly code: CodeName;
  readonly place: Place;
  readonly args: Readonly<Record<string, string>>;
}

/** Where stages put what they find; the order of arrival is kept. */
export interface DiagnosticSink {
  report(code: CodeName, place: Place, args?: Readonly<Record<string, string>>): void;
}

/** The ordinary sink: a list. */
export class Diagnostics implements DiagnosticSink {
  readonly list: Diagnostic[] = [];

  report(code: CodeName, place: Place, args: Readonly<Record<string, string>> = {}): void {
    this.list.push({ code, place, args });
  }
}

/** Thrown where nothing sensible can follow; carries the diagnostic a person sees. Exit code 2. */
export class FatalDiagnostic extends Error {
  readonly diagnostic: Diagnostic;

  constructor(code: CodeName, place: Place, args: Readonly<Record<string, string>> = {}) {
    super(code);
    this.diagnostic = { code, place, args };
  }
}

const words: Readonly<Record<Resource, string>> = {
  files: "files to be read",
  entries: "looks at files and folders",
  bytes: "characters to be read",
  steps: "steps to be parsed and evaluated",
};

const spoken = (count: number): string => count.toLocaleString("en-US");

/** What is thrown on to a person: a file that cannot be read as the finding that says so, everything else as it is. */
export function asFatal(error: unknown): unknown {
  if (error instanceof BudgetExceeded) {
    const { resource, limit, path, cost } = error;
    const args = { limit: spoken(limit), what: words[resource], cost: spoken(Math.round(cost)) };
    return new FatalDiagnostic("budget-exceeded", { file: path, line: 1, column: 1 }, args);
  }
  if (!(error instanceof UnreadableFile)) return error;
  const { path, reason } = error;
  return new FatalDiagnostic("unreadable-file", { file: path, line: 1, column: 1 }, { reason });
}
