import type { Concrete } from "../concrete.ts";
import type { Node } from "../tree.ts";
import { type Context, type Converter, failure, isBroken, spanOf, textOf } from "./conversion.ts";
import { isPieceOfName, isSign } from "./misread.ts";
import { assemble, type Item, type OperandItem } from "./precedence.ts";

/** Any expression with operators. */
const operation: Converter = (node, context) => assemble(flatten(node, context), context);

export const operators: Readonly<Record<string, Converter>> = {
  binary_operator: operation,
  unary_operator: operation,
};

/**
 * Operators and operands in the order of the source. How tree-sitter has put them together is not kept: its grammar
 * lets `&` reach too far (`[&f/1 | rest]`) or not far enough (`&(a) + b`) and treats `=>` as one operator among others.
 */
export function flatten(node: Concrete, context: Context): readonly Item[] {
  const items: Item[] = [];
  collect(node, items, context);
  return items;
}

function collect(node: Concrete, items: Item[], context: Context): void {
  const capture = heldBack(node, context);
  if (capture) {
    items.push({ role: "prefix", name: "&", start: node.start });
    collect(capture, items, context);
  } else if (node.type === "binary_operator" && !isBroken(node)) {
    binary(node, items, context);
  } else if (node.type === "unary_operator" && !isBroken(node)) {
    unary(node, items, context);
  } else {
    // a broken operation would otherwise come back here
    const value = node.type.endsWith("ary_operator") ? failure(node, context) : context.expression(node);
    items.push(operand(node, value));
  }
}

function operand(concrete: Concrete, node: Node): OperandItem {
  const unmatched = concrete.children.some((child) => child.type === "do_block");
  return { role: "operand", type: concrete.type, node, unmatched, ...spanOf(concrete) };
}

function binary(node: Concrete, items: Item[], context: Context): void {
  const [left, operator, right] = node.children;
  if (!left || !operator || !right || isPieceOfName(operator, context) || isSign(left, operator, context)) {
    items.push(operand(node, failure(node, context)));
    return;
  }
  if (left.type === "operator_identifier" && operator.type === "/") {
    // `&+/2`, `&../2`: here the operator is a name
    const name = { kind: "variable" as const, span: spanOf(left), name: textOf(left, context) };
    items.push(operand(left, name));
  } else {
    collect(left, items, context);
  }
  // not its type, where a misreading was mended
  const name = operator.type === "not in" ? operator.type : textOf(operator, context);
  items.push({ role: "infix", name, start: operator.start });
  collect(right, items, context);
}

function unary(node: Concrete, items: Item[], context: Context): void {
  const [operator, open] = node.children;
  const inner = node.children.find((child) => child.named);
  if (!operator || !open || !inner) {
    items.push(operand(node, failure(node, context)));
  } else if (operator.type === "&" && open === inner && inner.type === "integer") {
    const value = context.expression(inner);
    const capture = { kind: "call" as const, span: spanOf(node), name: "&", args: [value] };
    items.push(operand(node, capture));
  } else {
    items.push({ role: "prefix", name: operator.type, start: operator.start });
    collect(open.type === "(" ? asBlock(node, open) : inner, items, context);
  }
}

/** The grammar has no block for the parentheses of `&(...)`. */
function asBlock(node: Concrete, open: Concrete): Concrete {
  return { ...node, type: "block", start: open.start, children: node.children.slice(1) };
}

/**
 * For the grammar `&(a).b` and `&(a)[b]` are a call and an access on `&(a)`; for Elixir `&` takes all of it.
 *
 * @returns what `&` stands before, where the node starts with such a `&`.
 */
export function heldBack(node: Concrete, context: Context): Concrete | undefined {
  if (context.text[node.start] !== "&" || !POSTFIX.has(node.type)) return undefined;
  const [target, ...rest] = node.children;
  if (!target || isBroken(node)) return undefined;
  const [operator, open] = target.children;
  const inner =
    target.type === "unary_operator" && operator?.type === "&" && open?.type === "(" && !isBroken(target)
      ? asBlock(target, open)
      : heldBack(target, context);
  return inner && { ...node, start: inner.start, children: [inner, ...rest] };
}

const POSTFIX = new Set(["call", "dot", "access_call"]);
