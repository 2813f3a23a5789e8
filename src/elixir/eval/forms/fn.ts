import type { FnNode } from "../../parse/tree.ts";
import { runClauses } from "../clauses.ts";
import { inner, type Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { fn } from "../values/make.ts";
import { brief } from "../values/show.ts";
import type { Value } from "../values/value.ts";

/** `fn a, b -> ... end`: keeps the bindings that hold where it is made. */
export function closure(rt: Runtime, node: FnNode, frame: Frame): Value {
  const home: Frame = { ...inner(frame), fn: frame.fn ?? { name: "fn", arity: 0 } };
  const arity = node.clauses[0]?.args.length ?? 0;
  return fn(arity, (args) =>
    runClauses(
      rt,
      node.clauses.map((clause) => ({ clause, frame: home })),
      args,
      frame,
      () => rt.raises(`raises: no clause of the function matches (${args.map(brief).join(", ")})`, node, frame),
    ),
  );
}
