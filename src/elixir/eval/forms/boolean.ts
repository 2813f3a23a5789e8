import type { CallNode } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { no } from "../values/make.ts";
import { brief } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";
import { choose } from "./truth.ts";

export const booleanForms: Forms = {
  "&&"(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const left = rt.eval(node.args[0]!, frame);
    const right = (): Value => rt.evalInner(node.args[1]!, frame);
    if (left.t !== "unknown" || left.raises) return choose(rt, left, right, () => left, frame);
    return rt.branches([right, () => left], left, frame);
  },
  "||"(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const left = rt.eval(node.args[0]!, frame);
    return choose(
      rt,
      left,
      () => left,
      () => rt.evalInner(node.args[1]!, frame),
      frame,
    );
  },
  and: (rt, node, frame) => strict(rt, node, frame, "true"),
  or: (rt, node, frame) => strict(rt, node, frame, "false"),
};

/** `and` goes on after true, `or` after false; anything but a boolean on the left raises. */
function strict(rt: Runtime, node: CallNode, frame: Frame, goesOn: "true" | "false"): Value | undefined {
  if (node.args.length !== 2) return undefined;
  const left = rt.eval(node.args[0]!, frame);
  const right = (): Value => rt.evalInner(node.args[1]!, frame);
  if (left.t === "unknown") {
    if (left.raises) return left;
    // A boolean that is not known: with `x and false` both ways end in false, with `x or true` in true.
    return rt.branches([right, () => ({ t: "atom", v: goesOn === "true" ? "false" : "true" })], left, frame);
  }
  if (left.t !== "atom" || (left.v !== "true" && left.v !== "false")) {
    return rt.raises(`raises: ${brief(left)} is no boolean`, node, frame);
  }
  return left.v === goesOn
    ? taint(rt.under({ variables: left.variables }, right), left.variables)
    : left.v === "false"
      ? taint(no, left.variables)
      : left;
}
