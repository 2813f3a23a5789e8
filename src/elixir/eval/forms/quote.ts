import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { quote, runQuoted } from "../macros/quoted.ts";
import { call, keywordItem, splitBlocks } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";

export const quoteForms: Forms = {
  quote(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (body === undefined) return undefined;
    const options = new Map(
      args
        .flatMap((arg) => (arg.kind === "list" ? arg.items : []))
        .flatMap((item) => {
          const pair = keywordItem(item);
          return pair === undefined ? [] : [pair];
        }),
    );
    const bound = options.get("bind_quoted");
    const unquote = options.get("unquote");
    if (bound === undefined) return quote(rt, body, frame, !(unquote?.kind === "atom" && unquote.value === "false"));
    return bindQuoted(rt, bound, body, frame);
  },
  // Unquotes are resolved by the quote around them; here stands one in code that a macro gave.
  unquote(rt, node, frame) {
    const value = frame.unquotes?.get(node);
    if (value !== undefined) return runQuoted(rt, value, frame);
    return rt.unknown("unquotes outside of a quote", node, frame);
  },
  unquote_splicing(rt, node, frame) {
    const value = frame.unquotes?.get(node);
    if (value !== undefined) return runQuoted(rt, value, frame);
    return rt.unknown("unquotes outside of a quote", node, frame);
  },
  "var!"(rt, node, frame) {
    if (node.args.length === 0) return undefined;
    return rt.eval(
      node.args[0]!,
      frame.expansion === undefined ? frame : { ...frame, scope: frame.expansion.caller.scope },
    );
  },
};

/** `bind_quoted: [a: value]`: the code starts with `a = value`, and its unquotes are left for later. */
function bindQuoted(rt: Runtime, bound: Node, body: Node, frame: Frame): Value {
  const values = rt.eval(bound, frame);
  if (values.t !== "list")
    return values.t === "unknown" ? values : rt.raises("raises: bind_quoted is no keyword list", bound, frame);
  const unquotes = new Map<Node, Value>();
  const assignments: Node[] = [];
  for (const item of values.items) {
    if (item.t !== "tuple" || item.items[0]?.t !== "atom") continue;
    const hole = call("unquote", [], bound.span);
    unquotes.set(hole, taint(item.items[1]!, values.variables));
    assignments.push(call("=", [{ kind: "variable", name: item.items[0].v, span: bound.span }, hole], bound.span));
  }
  const block: Node = { kind: "block", body: [...assignments, body], span: body.span };
  return quote(rt, block, frame, false, unquotes);
}
