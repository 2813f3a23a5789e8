import type { Concrete } from "../concrete.ts";
import type { Node, TupleNode } from "../tree.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanFrom, spanOf } from "./conversion.ts";

/** Arguments or elements; a keyword tail is one list at the end. */
export function items(node: Concrete, context: Context): readonly Node[] {
  return namedChildren(node, context).map((child) => context.expression(child));
}

/** Elements of a list, whose keyword tail is not a list of its own: `[1, a: 2]` is `[1, {:a, 2}]`. */
function flatItems(node: Concrete, context: Context): readonly Node[] {
  return namedChildren(node, context).flatMap((child) =>
    child.type === "keywords" ? pairs(child, context) : [context.expression(child)],
  );
}

/** `a: 1, b: 2` as two-element tuples. */
export function pairs(node: Concrete, context: Context): readonly Node[] {
  return namedChildren(node, context).map((child) => pair(child, context) ?? failure(child, context));
}

function pair(node: Concrete, context: Context): TupleNode | undefined {
  const [key, value] = node.children;
  if (node.type !== "pair" || !key || !value || isBroken(node)) return undefined;
  return { kind: "tuple", span: spanOf(node), items: [context.expression(key), context.expression(value)] };
}

const list: Converter = (node, context) => ({ kind: "list", span: spanOf(node), items: flatItems(node, context) });

const tuple: Converter = (node, context) => ({ kind: "tuple", span: spanOf(node), items: items(node, context) });

const bitstring: Converter = (node, context) => ({
  kind: "bitstring",
  span: spanOf(node),
  items: items(node, context),
});

/** Keywords without brackets of their own. */
const keywords: Converter = (node, context) => {
  const tuples = pairs(node, context);
  const [first, last] = [tuples[0], tuples.at(-1)];
  const span = first && last ? spanFrom(first.span, last.span) : spanOf(node);
  return { kind: "list", span, items: tuples };
};

export const containers: Readonly<Record<string, Converter>> = { list, tuple, bitstring, keywords };
