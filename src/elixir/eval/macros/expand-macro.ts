import type { Node } from "../../parse/tree.ts";
import { outermost, type Expansion, type Frame } from "../frame.ts";
import { callFunction } from "../function.ts";
import type { FunctionDef } from "../module-state.ts";
import { isCall } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { Scope } from "../scope.ts";
import { atom, int, map, nil, str } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { expansionFrame, quoteArgument, runQuoted } from "./quoted.ts";

const maximumDepth = 60;

/** Calls a macro of the project with code, and runs the code that it gives where it is called. */
export function expandMacro(rt: Runtime, def: FunctionDef, args: readonly Node[], node: Node, frame: Frame): Value {
  const quoted: Value[] = [];
  for (const arg of args) {
    const spliced = isCall(arg, "unquote_splicing", 1) ? frame.unquotes?.get(arg) : undefined;
    if (spliced?.t === "list") quoted.push(...spliced.items);
    else quoted.push(quoteArgument(arg, frame));
  }
  return expandWith(rt, def, quoted, node, frame);
}

/** The same with arguments that are quoted already. */
export function expandWith(rt: Runtime, def: FunctionDef, args: readonly Value[], node: Node, frame: Frame): Value {
  const depth = (frame.expansion?.depth ?? 0) + 1;
  if (depth > maximumDepth) return rt.unknown(`expands ${def.name}/${def.arity} without end`, node, frame);
  const variables = [["__CALLER__", environment(rt, node, frame)] as const];
  const code = callFunction(rt, def, { args, node, frame, variables });
  const expansion: Expansion = {
    caller: frame,
    callSite: frame.expansion?.callSite ?? rt.place(node, frame),
    node,
    scope: Scope.empty(frame.scope.lexical),
    depth,
  };
  return runQuoted(rt, code, expansionFrame(frame, expansion));
}

/** What is known of `__ENV__` and `__CALLER__`: a partial Macro.Env. */
export function environment(rt: Runtime, node: Node, frame: Frame): Value {
  const at = outermost(frame);
  const fn: Value = at.fn === undefined ? nil : { t: "tuple", items: [atom(at.fn.name), int(at.fn.arity)] };
  const known = map([
    [atom("__struct__"), atom("Elixir.Macro.Env")],
    [atom("module"), at.module === undefined ? nil : atom(at.module.name)],
    [atom("file"), str(at.source.path)],
    [atom("line"), int(rt.place(node, frame).line)],
    [atom("function"), fn],
  ]);
  return { ...known, open: rt.unknown("is a part of the compiler's environment", node, frame) };
}
