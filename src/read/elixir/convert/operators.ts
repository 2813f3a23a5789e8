import type { Span } from "../../../model/source.ts";
import type { Node } from "../tree.ts";
import { block } from "./blocks.ts";
import { type Context, type Converter, failure, isBroken, spanOf, textOf } from "./context.ts";
import { isPieceOfName } from "./misread.ts";

const binary: Converter = (node, context) => {
  const [left, operator, right] = node.children;
  if (!left || !operator || !right || isBroken(node)) return failure(node, context);
  if (isPieceOfName(operator, context)) return failure(node, context);
  const { type: name } = operator;
  const span = spanOf(node);
  // `&+/2`, `&../2`: here the operator is a name
  const first: Node =
    left.type === "operator_identifier" && name === "/"
      ? { kind: "variable", span: spanOf(left), name: textOf(left, context) }
      : context.expression(left);
  return infix(name, first, context.expression(right), span, context);
};

/** An operator's call, with the rewriting that elixir_parser.yrl's build_op/3 does. */
export function infix(name: string, left: Node, right: Node, span: Span, context: Context): Node {
  if (name === "//") {
    const range = left.kind === "call" && left.name === ".." && left.args.length === 2;
    return range ? { kind: "call", span, name: "..//", args: [...left.args, right] } : failure(span, context);
  }
  // only maps have `=>`, and they take it apart themselves
  if (name === "=>") return failure(span, context);
  if (name === "in" && left.kind === "call" && left.args.length === 1 && (left.name === "not" || left.name === "!")) {
    const inner: Node = { kind: "call", span, name: "in", args: [left.args[0] as Node, right] };
    return { kind: "call", span, name: left.name, args: [inner] };
  }
  if (name === "not in") {
    return { kind: "call", span, name: "not", args: [{ kind: "call", span, name: "in", args: [left, right] }] };
  }
  return { kind: "call", span, name, args: [left, right] };
}

const unary: Converter = (node, context) => {
  const operator = node.children[0];
  const operand = node.children.find((child) => child.named);
  if (!operator || !operand || isBroken(node)) return failure(node, context);
  const value = context.expression(operand);
  // the grammar has no block of its own for the parentheses of `&(...)`
  const inParens = node.children[1]?.type === "(";
  const arg = inParens ? block([value], { start: operator.end, end: node.end }) : value;
  return { kind: "call", span: spanOf(node), name: operator.type, args: [arg] };
};

export const operators: Readonly<Record<string, Converter>> = { binary_operator: binary, unary_operator: unary };
