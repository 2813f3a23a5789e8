import type { Node } from "../../parse/tree.ts";
import type { Forms } from "./form.ts";

export const pipeForms: Forms = {
  "|>"(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const call = piped(node.args[0]!, node.args[1]!);
    return call === undefined
      ? rt.raises("raises: pipes into something that is no call", node, frame)
      : rt.eval(call, frame);
  },
};

/** `a |> f(b)` is `f(a, b)`. */
function piped(left: Node, right: Node): Node | undefined {
  switch (right.kind) {
    case "call":
      return { ...right, args: [left, ...right.args] };
    case "variable":
      return { kind: "call", name: right.name, args: [left], span: right.span };
    case "remote":
      return { ...right, args: [left, ...right.args], parens: true };
    case "apply":
      return { ...right, args: [left, ...right.args] };
    case "block":
      return right.body.length === 1 ? piped(left, right.body[0]!) : undefined;
    default:
      return undefined;
  }
}
