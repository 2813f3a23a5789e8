import type { Clause, Node } from "../../parse/tree.ts";
import { inner, type Frame } from "../frame.ts";
import { splitBlocks } from "../nodes.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";

export const tryForms: Forms = {
  try(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (args.length !== 0 || body === undefined) return undefined;
    const value = rt.evalInner(body, frame);
    if (value.t === "unknown") {
      const rescue = blocks.get("rescue");
      const handler =
        value.raises && !blocks.has("catch") && rescue?.kind === "clauses" ? catchAll(rescue.clauses) : undefined;
      if (handler !== undefined)
        return taint(rt.evalInner(handler.body, bound(handler, value, frame)), value.variables);
      return blocks.has("rescue") || blocks.has("catch") ? caught(value) : value;
    }
    if (!blocks.has("else")) return value;
    return rt.unknown("is decided by the else of a try", node, frame);
  },
  receive: (rt, node, frame) => rt.unknown("waits for a message", node, frame),
  raise: (rt, node, frame) => rt.raises("raises an error", node, frame),
  reraise: (rt, node, frame) => rt.raises("raises an error", node, frame),
  throw: (rt, node, frame) => rt.raises("throws", node, frame),
  exit: (rt, node, frame) => rt.raises("exits", node, frame),
};

/** The first clause of a rescue if it takes every error: `_ -> ` or `error -> `. */
function catchAll([first]: readonly Clause[]): Clause | undefined {
  return first?.guard === null && first.args.length === 1 && first.args[0]?.kind === "variable" ? first : undefined;
}

function bound(handler: Clause, error: UnknownValue, frame: Frame): Frame {
  const here = inner(frame);
  const pattern = handler.args[0] as Extract<Node, { kind: "variable" }>;
  here.scope.set(pattern.name, caught(error));
  return here;
}

/** What rescue and catch give for it is not followed: it is not known, but it does not raise for sure. */
function caught(value: UnknownValue): Value {
  const { raises: _, choices: __, ...rest } = value;
  return rest;
}
