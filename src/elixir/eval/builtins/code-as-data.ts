import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { quoteArgument, runQuoted } from "../macros/quoted.ts";
import { atom, list, pair, str, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";

/** The variables that evaluated code leaves, in the order of Elixir 1.14; it differs between versions. */
export function bindingsOf(variables: ReadonlyMap<string, Value>): Value {
  const names = [...variables.keys()].sort((a, b) => (a < b ? 1 : -1));
  return list(names.map((name) => pair(name, variables.get(name) as Value)));
}

function scriptOf(c: BuiltinCall, text: Value): { readonly node: Node; readonly frame: Frame } {
  return c.rt.script(c.str(text), c.frame.source) ?? c.unknown("reads a text that is no Elixir");
}

/** With variables given from outside it is not followed. */
function refuseBindings(c: BuiltinCall, bindings: Value | undefined): void {
  if (bindings !== undefined && c.closed(c.list(bindings)).length > 0)
    c.unknown("gives variables to code it evaluates");
}

const evalString: Builtin = (c, text, bindings?: Value) => {
  refuseBindings(c, bindings);
  const { node, frame } = scriptOf(c, text);
  const value = c.rt.eval(node, frame);
  return tuple(value, bindingsOf(frame.scope.variables()));
};

const evalQuoted: Builtin = (c, quoted, bindings?: Value) => {
  refuseBindings(c, bindings);
  const { frame } = scriptOf(c, str(""));
  const value = runQuoted(c.rt, quoted, frame);
  return tuple(value, bindingsOf(frame.scope.variables()));
};

/** Options that change nothing of the code, only what is noted of its places or said while it is read. */
const harmlessOptions: ReadonlySet<string> = new Set([
  "file",
  "line",
  "column",
  "columns",
  "indentation",
  "emit_warnings",
  "warnings",
  "warn_on_unnecessary_quotes",
]);

const quoted: Builtin = (c, text, options?: Value) => {
  for (const option of options === undefined ? [] : c.closed(c.list(options))) {
    const key = option.t === "tuple" ? option.items[0] : undefined;
    if (key?.t !== "atom" || !harmlessOptions.has(key.v)) c.unknown("reads code with options that are not followed");
  }
  const { node, frame } = scriptOf(c, text);
  // Its names are not those of the place that evaluates it.
  return quoteArgument(node, frame);
};

const okQuoted: Builtin = (c, ...args) => tuple(atom("ok"), quoted(c, ...args));

/** Functions of Code that turn text into code, and code into values. */
export const codeAsData: BuiltinModule["functions"] = {
  "eval_string/1": evalString,
  "eval_string/2": evalString,
  "eval_quoted/1": evalQuoted,
  "eval_quoted/2": evalQuoted,
  "string_to_quoted/1": okQuoted,
  "string_to_quoted/2": okQuoted,
  "string_to_quoted!/1": quoted,
  "string_to_quoted!/2": quoted,
};
