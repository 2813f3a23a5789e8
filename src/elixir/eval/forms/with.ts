import type { CallNode, Node } from "../../parse/tree.ts";
import { runClauses } from "../clauses.ts";
import { inner, type Frame } from "../frame.ts";
import { isCall, splitBlocks } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { brief } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";

export const withForms: Forms = {
  with(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (body === undefined) return undefined;
    return step(rt, { args, body, otherwise: blocks.get("else"), node, outer: frame }, 0, inner(frame));
  },
};

interface With {
  readonly args: readonly Node[];
  readonly body: Node;
  readonly otherwise: Node | undefined;
  readonly node: CallNode;
  readonly outer: Frame;
}

/** The rest of the steps from `index` on, then the body. */
function step(rt: Runtime, whole: With, index: number, frame: Frame): Value {
  const at = whole.args[index];
  if (at === undefined) return rt.eval(whole.body, inner(frame));
  if (!isCall(at, "<-", 2)) {
    const value = rt.eval(at, frame);
    return value.t === "unknown" && value.raises ? value : step(rt, whole, index + 1, frame);
  }
  const [left, right] = at.args as readonly [Node, Node];
  const [pattern, guard] = isCall(left, "when", 2) ? [left.args[0] as Node, left.args[1] as Node] : [left, null];
  const subject = rt.eval(right, frame);
  if (subject.t === "unknown" && subject.raises) return subject;
  const clause = { args: [pattern], guard, body: whole.body, span: at.span };
  return runClauses(rt, [{ clause, frame, run: (here) => step(rt, whole, index + 1, here) }], [subject], frame, () =>
    failed(rt, whole, subject),
  );
}

function failed(rt: Runtime, whole: With, subject: Value): Value {
  const { otherwise, outer, node } = whole;
  if (otherwise?.kind !== "clauses") return subject;
  return runClauses(
    rt,
    otherwise.clauses.map((clause) => ({ clause, frame: outer })),
    [subject],
    outer,
    () => rt.raises(`raises: no else clause of with matches ${brief(subject)}`, node, outer),
  );
}
