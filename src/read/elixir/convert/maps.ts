import type { Concrete } from "../concrete.ts";
import type { Node } from "../tree.ts";
import { pairs } from "./containers.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanOf } from "./context.ts";
import { infix } from "./operators.ts";

type Entry = readonly [Node, Node];

const map: Converter = (node, context) => {
  if (isBroken(node)) return failure(node, context);
  const content = node.children.find((child) => child.type === "map_content");
  const struct = node.children.find((child) => child.type === "struct");
  const name = struct ? namedChildren(struct, context)[0] : undefined;
  if (struct && !name) return failure(node, context);

  const entries: Entry[] = [];
  let update: Node | null = null;
  const children = content ? namedChildren(content, context) : [];
  for (const [index, child] of children.entries()) {
    if (child.type === "keywords") {
      entries.push(...keywordEntries(child, context));
      continue;
    }
    const chain = child.type === "binary_operator" ? flatten(child) : undefined;
    const arrow = chain?.findIndex((part) => part.operator === "=>") ?? -1;
    const bar = index === 0 ? (chain?.findIndex((part) => part.operator === "|") ?? -1) : -1;
    if (chain && bar > 0 && (arrow > bar || arrow === -1)) {
      const right = chain.slice(bar);
      update = fold(chain.slice(0, bar), context);
      const tail = right[0] as Link;
      if (arrow > bar) entries.push(association(right, arrow - bar, context));
      else if (tail.node.type === "keywords") entries.push(...keywordEntries(tail.node, context));
      else return failure(node, context);
    } else if (chain && arrow > 0) {
      entries.push(association(chain, arrow, context));
    } else {
      return failure(node, context);
    }
  }
  const span = spanOf(node);
  if (!name) return { kind: "map", span, update, entries };
  return { kind: "struct", span, name: context.expression(name), update, entries };
};

export const maps: Readonly<Record<string, Converter>> = { map };

function keywordEntries(node: Concrete, context: Context): Entry[] {
  return pairs(node, context).flatMap((pair) =>
    pair.kind === "tuple" ? [[pair.items[0] as Node, pair.items[1] as Node] as const] : [],
  );
}

/** One operand of a chain of operators, with the operator before it. */
interface Link {
  readonly operator: string | null;
  readonly node: Concrete;
}

/** Operators that the grammar binds no tighter than `=>`, with how loosely: the higher binds tighter. */
const LOOSE: Readonly<Record<string, number>> = { "<-": 1, "\\\\": 1, when: 2, "::": 3, "|": 4, "=>": 5 };
const RIGHT_TO_LEFT = new Set(["when", "::", "|"]);

/**
 * The grammar treats `=>` as one operator among others, so that `k => a | b` comes as `(k => a) | b`; for Elixir it
 * binds the loosest of all in a map. So the operators around it are taken apart and put together again.
 */
function flatten(node: Concrete, operator: string | null = null): Link[] {
  const [left, middle, right] = node.children;
  if (node.type !== "binary_operator" || !left || !middle || !right) return [{ operator, node }];
  if (LOOSE[middle.type] === undefined || isBroken(node)) return [{ operator, node }];
  return [...flatten(left, operator), ...flatten(right, middle.type)];
}

function association(chain: readonly Link[], arrow: number, context: Context): Entry {
  return [fold(chain.slice(0, arrow), context), fold(chain.slice(arrow), context)];
}

/** Puts a chain together by how tightly its operators bind; the operator before its first operand is not looked at. */
function fold(chain: readonly Link[], context: Context): Node {
  const [only] = chain;
  if (chain.length === 1 && only) return context.expression(only.node);
  let split = 1;
  for (let at = 2; at < chain.length; at += 1) {
    const here = LOOSE[chain[at]?.operator ?? ""] ?? 0;
    const best = LOOSE[chain[split]?.operator ?? ""] ?? 0;
    const fromLeft = !RIGHT_TO_LEFT.has(chain[at]?.operator ?? "");
    if (here < best || (here === best && fromLeft)) split = at;
  }
  const left = fold(chain.slice(0, split), context);
  const right = fold(chain.slice(split), context);
  const span = { start: left.span.start, end: right.span.end };
  return infix(chain[split]?.operator ?? "", left, right, span, context);
}
