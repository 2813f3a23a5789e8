import { Matching } from "../patterns/match-pattern.ts";
import { brief } from "../values/show.ts";
import { taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";

export const matchForms: Forms = {
  "="(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const value = rt.eval(node.args[1]!, frame);
    const matching = new Matching(rt, frame);
    const result = matching.match(node.args[0]!, value);
    if (result === false)
      return taint(rt.raises(`raises: ${brief(value)} does not match`, node, frame), matching.variables);
    matching.commit(frame);
    return value;
  },
  // `match?(pattern, value)`: no clause means false; what is not certain is not known.
  "match?"(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const [left, right] = node.args;
    const clauses = { kind: "clauses", span: node.span, clauses: [] } as const;
    const clause = (pattern: typeof left, body: string) => ({
      args: [pattern!],
      guard: null,
      body: { kind: "atom", value: body, span: node.span } as const,
      span: node.span,
    });
    const pattern =
      left?.kind === "call" && left.name === "when" && left.args.length === 2
        ? { ...clause(left.args[0], "true"), guard: left.args[1]! }
        : clause(left, "true");
    const otherwise = clause({ kind: "variable", name: "_", span: node.span }, "false");
    const body = { ...clauses, clauses: [pattern, otherwise] };
    const pair = {
      kind: "tuple",
      items: [{ kind: "atom", value: "do", span: node.span }, body],
      span: node.span,
    } as const;
    const block = { kind: "list", items: [pair], span: node.span } as const;
    return rt.eval({ kind: "call", name: "case", args: [right!, block], span: node.span }, frame);
  },
};
