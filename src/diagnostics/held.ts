import type { Place } from "../model/source.ts";
import type { CodeName } from "./codes.ts";
import { type Diagnostic, Diagnostics, type DiagnosticSink } from "./diagnostic.ts";

/** Findings that wait until it is known whether they hold. */
export class HeldDiagnostics implements DiagnosticSink {
  readonly #to: DiagnosticSink;
  readonly #held = new Diagnostics();
  #released = false;

  constructor(to: DiagnosticSink) {
    this.#to = to;
  }

  get list(): readonly Diagnostic[] {
    return this.#held.list;
  }

  report(code: CodeName, place: Place, args?: Readonly<Record<string, string>>): void {
    (this.#released ? this.#to : this.#held).report(code, place, args);
  }

  /** Passes on what holds; from now on everything goes through. */
  release(holding: readonly Diagnostic[] = this.#held.list): void {
    this.#released = true;
    for (const { code, place, args } of holding) this.#to.report(code, place, args);
  }
}
