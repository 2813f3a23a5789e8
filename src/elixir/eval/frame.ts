import type { Place, SourceFile } from "../../model/source.ts";
import type { Node } from "../parse/tree.ts";
import type { ModuleState } from "./module-state.ts";
import type { Lexical, Scope } from "./scope.ts";
import type { Value } from "./values/value.ts";

/** A file whose code runs. */
export interface Source {
  readonly file: SourceFile;
  /** Absolute. */
  readonly path: string;
}

/** Where a piece of code runs: all that its meaning depends on. */
export interface Frame {
  /** The file the code is written in. */
  readonly source: Source;
  readonly scope: Scope;
  readonly module: ModuleState | undefined;
  readonly fn: { readonly name: string; readonly arity: number } | undefined;
  /** In a function's body: the attributes as they were where it was defined. */
  readonly attributes: ReadonlyMap<string, Value> | undefined;
  /** In quoted code: what its unquotes came to. */
  readonly unquotes: ReadonlyMap<Node, Value> | undefined;
  /** In the code that a macro gave: where the macro was called. */
  readonly expansion: Expansion | undefined;
}

/** One call of a macro. */
export interface Expansion {
  readonly caller: Frame;
  readonly callSite: Place;
  /** The call itself. */
  readonly node: Node;
  /** Variables of the macro's code; those of the caller are others (hygiene). */
  readonly scope: Scope;
  readonly depth: number;
}

/** Where a quote was written, kept with it. */
export interface QuoteHome {
  readonly source: Source;
  readonly lexical: Lexical;
  /** For code that was given to a macro as an argument: it runs where it was written. */
  readonly frame?: Frame;
}

/** The same place with bindings of its own. */
export function inner(frame: Frame): Frame {
  return { ...frame, scope: frame.scope.child() };
}

/** The frame of the code that a person wrote: outside of all macros. */
export function outermost(frame: Frame): Frame {
  let at = frame;
  while (at.expansion !== undefined) at = at.expansion.caller;
  return at;
}

/** Changes the names that hold from here on, also for the caller of the macro that this code comes from. */
export function changeLexical(frame: Frame, change: (lexical: Lexical) => Lexical): void {
  frame.scope.lexical = change(frame.scope.lexical);
  if (frame.expansion !== undefined) changeLexical(frame.expansion.caller, change);
}
