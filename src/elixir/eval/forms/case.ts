import { runClauses } from "../clauses.ts";
import { splitBlocks } from "../nodes.ts";
import { brief } from "../values/show.ts";
import { variablesOf, taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";

export const caseForms: Forms = {
  case(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (args.length !== 1 || body?.kind !== "clauses") return undefined;
    const subject = rt.eval(args[0]!, frame);
    if (subject.t === "unknown" && subject.raises) return subject;
    return runClauses(
      rt,
      body.clauses.map((clause) => ({ clause, frame })),
      [subject],
      frame,
      () => taint(rt.raises(`raises: no clause of case matches ${brief(subject)}`, node, frame), variablesOf(subject)),
    );
  },
};
