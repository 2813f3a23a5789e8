import type { Clause, CallNode } from "../../parse/tree.ts";
import { inner, type Frame } from "../frame.ts";
import { splitBlocks } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";
import { choose } from "./truth.ts";

export const condForms: Forms = {
  cond(rt, node, frame) {
    const body = splitBlocks(node.args).blocks.get("do");
    return node.args.length === 1 && body?.kind === "clauses" ? next(rt, body.clauses, 0, node, frame) : undefined;
  },
};

function next(rt: Runtime, clauses: readonly Clause[], index: number, node: CallNode, frame: Frame): Value {
  const clause = clauses[index];
  if (clause === undefined) return rt.raises("raises: no clause of cond holds", node, frame);
  const condition = clause.args[0];
  if (condition === undefined) return rt.unknown("is a clause without a condition", clause, frame);
  const here = inner(frame);
  return choose(
    rt,
    rt.eval(condition, here),
    () => rt.eval(clause.body, here),
    () => next(rt, clauses, index + 1, node, frame),
    frame,
  );
}
