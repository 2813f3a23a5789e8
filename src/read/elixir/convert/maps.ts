import type { Concrete } from "../concrete.ts";
import type { Node } from "../tree.ts";
import { pairs } from "./containers.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanFrom, spanOf } from "./context.ts";
import { infix } from "./operators.ts";

type Entry = readonly [Node, Node];

interface Content {
  readonly update: Node | null;
  readonly entries: readonly Entry[];
  /** Left out where there are none, as nearly always. */
  readonly calls?: readonly Node[];
}

const map: Converter = (node, context) => {
  if (isBroken(node)) return failure(node, context);
  const struct = node.children.find((child) => child.type === "struct");
  const name = struct ? namedChildren(struct, context)[0] : undefined;
  if (struct && !name) return failure(node, context);
  const content = mapContent(
    node.children.find((child) => child.type === "map_content"),
    context,
  );
  const span = spanOf(node);
  if (!name) return { kind: "map", span, ...content };
  return { kind: "struct", span, name: context.expression(name), ...content };
};

export const maps: Readonly<Record<string, Converter>> = { map };

function mapContent(node: Concrete | undefined, context: Context): Content {
  let update: Node | null = null;
  const entries: Entry[] = [];
  const calls: Node[] = [];
  const add = (chain: readonly Link[]): void => {
    const first = chain[0] as Link;
    const arrow = chain.findIndex((link, at) => at > 0 && link.operator === "=>");
    if (arrow > 0) entries.push([fold(chain.slice(0, arrow), context), fold(chain.slice(arrow), context)]);
    else if (chain.length > 1) calls.push(failure(spanFrom(first.node, chain.at(-1)?.node ?? first.node), context));
    else if (first.node.type === "keywords") entries.push(...keywordEntries(first.node, calls, context));
    else if (MAY_STAND_FOR_ENTRIES.has(first.node.type)) calls.push(context.expression(first.node));
    else calls.push(failure(first.node, context));
  };
  for (const [index, child] of (node ? namedChildren(node, context) : []).entries()) {
    const chain = flatten(child);
    const arrow = chain.findIndex((link) => link.operator === "=>");
    const bar = index === 0 ? chain.findIndex((link) => link.operator === "|") : -1;
    const updates = bar > 0 && (arrow === -1 || arrow > bar);
    if (updates) update = fold(chain.slice(0, bar), context);
    add(updates ? chain.slice(bar) : chain);
  }
  return calls.length > 0 ? { update, entries, calls } : { update, entries };
}

/** As elixir_parser.yrl has it under assoc_expr: a macro may give the entries. */
const MAY_STAND_FOR_ENTRIES = new Set(["call", "identifier"]);

function keywordEntries(node: Concrete, broken: Node[], context: Context): Entry[] {
  const entries: Entry[] = [];
  for (const pair of pairs(node, context)) {
    if (pair.kind === "tuple") entries.push([pair.items[0] as Node, pair.items[1] as Node]);
    else broken.push(pair);
  }
  return entries;
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
