import { splitBlocks } from "../nodes.ts";
import type { Value } from "../value.ts";
import type { Forms } from "./form.ts";

export const tryForms: Forms = {
  try(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (args.length !== 0 || body === undefined) return undefined;
    const value = rt.evalInner(body, frame);
    const handled = blocks.has("rescue") || blocks.has("catch");
    if (value.t === "unknown") return handled ? caught(value) : value;
    if (!blocks.has("else")) return value;
    return rt.unknown("is decided by the else of a try", node, frame);
  },
  receive: (rt, node, frame) => rt.unknown("waits for a message", node, frame),
  raise: (rt, node, frame) => rt.raises("raises an error", node, frame),
  reraise: (rt, node, frame) => rt.raises("raises an error", node, frame),
  throw: (rt, node, frame) => rt.raises("throws", node, frame),
  exit: (rt, node, frame) => rt.raises("exits", node, frame),
};

/** What rescue and catch give for it is not followed: it is not known, but it does not raise for sure. */
function caught(value: Extract<Value, { t: "unknown" }>): Value {
  const { raises: _, choices: __, ...rest } = value;
  return rest;
}
