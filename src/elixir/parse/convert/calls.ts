import type { Concrete } from "../concrete.ts";
import type { Node } from "../tree.ts";
import { doBlock } from "./blocks.ts";
import { items } from "./containers.ts";
import { type Context, type Converter, failure, isBroken, spanOf, textOf } from "./conversion.ts";
import { beginsNextLine, beginsWithRange } from "./misread.ts";
import { flatten, heldBack } from "./operators.ts";
import { assemble } from "./precedence.ts";
import { plainText } from "./quoted-literals.ts";

/** A call, dot or access that may have to leave a `&` at its start to the operators. */
function withCapture(convert: Converter): Converter {
  return (node, context) =>
    heldBack(node, context) ? assemble(flatten(node, context), context) : convert(node, context);
}

const call: Converter = (node, context) => {
  const target = node.children[0];
  if (!target || isBroken(node)) return failure(node, context);
  const list = node.children.find((child) => child.type === "arguments");
  const block = node.children.find((child) => child.type === "do_block");
  const parens = list?.children[0]?.type === "(";
  if (list && !parens && beginsWithRange(list, context)) return failure(node, context);
  const span = spanOf(node);
  const args = (): Node[] => [...(list ? items(list, context) : []), ...(block ? [doBlock(block, context)] : [])];

  if (target.type === "identifier") return { kind: "call", span, name: textOf(target, context), args: args() };
  if (target.type !== "dot") {
    if (list && beginsNextLine(target, list, context)) return failure(node, context);
    return { kind: "apply", span, fn: context.expression(target), args: args(), dot: false };
  }
  const [left, , right] = target.children;
  if (!left || isBroken(target)) return failure(node, context);
  const receiver = context.expression(left);
  if (!right) return { kind: "apply", span, fn: receiver, args: args(), dot: true };
  const name = functionName(right, context);
  if (name === undefined) return failure(node, context);
  return { kind: "remote", span, target: receiver, name, args: args(), parens };
};

/** What stands after the dot: a name, an operator, a name in quotes. */
function functionName(node: Concrete, context: Context): string | undefined {
  if (node.type !== "string" && node.type !== "charlist") return textOf(node, context);
  const quoted = context.expression(node);
  return quoted.kind === "string" || quoted.kind === "charlist" ? plainText(quoted.parts) : undefined;
}

/** `base.Alias` and `Alias.{A, B}`; a dot before a name is part of a call. */
const dot: Converter = (node, context) => {
  const [left, , right] = node.children;
  if (!left || !right || isBroken(node)) return failure(node, context);
  const span = spanOf(node);
  const target = context.expression(left);
  if (right.type === "tuple") {
    return { kind: "remote", span, target, name: "{}", args: items(right, context), parens: true };
  }
  const alias = context.expression(right);
  if (alias.kind !== "alias" || target.kind === "atom") return failure(node, context);
  if (target.kind === "alias") {
    return { kind: "alias", span, segments: [...target.segments, ...alias.segments], base: target.base };
  }
  return { kind: "alias", span, segments: alias.segments, base: target };
};

const access: Converter = (node, context) => {
  const [target, , key] = node.children;
  if (!target || !key || isBroken(node)) return failure(node, context);
  return { kind: "access", span: spanOf(node), target: context.expression(target), key: context.expression(key) };
};

export const calls: Readonly<Record<string, Converter>> = {
  call: withCapture(call),
  dot: withCapture(dot),
  access_call: withCapture(access),
};
