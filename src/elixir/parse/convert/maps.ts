import { ERROR, type Concrete } from "../concrete.ts";
import type { ListNode, Node } from "../tree.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanOf } from "./conversion.ts";
import { flatten } from "./operators.ts";
import { assemble, type Item, updateBar } from "./precedence.ts";

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
  const add = (child: Concrete, items: readonly Item[]): void => {
    const arrow = items.findIndex((item) => item.role === "infix" && item.name === "=>");
    const only = items.length === 1 && items[0]?.role === "operand" ? items[0] : undefined;
    if (arrow > 0) entries.push([assemble(items.slice(0, arrow), context), assemble(items.slice(arrow + 1), context)]);
    else if (only?.type === "keywords" && only.node.kind === "list") keywordEntries(only.node, entries, calls);
    else if (only && MAY_STAND_FOR_ENTRIES.has(only.type)) calls.push(only.node);
    else calls.push(failure(child, context));
  };
  for (const [index, child] of (node ? namedChildren(node, context) : []).entries()) {
    const items = flatten(child, context);
    const bar = index === 0 ? updateBar(items) : -1;
    if (bar > 0) update = assemble(items.slice(0, bar), context);
    add(child, bar > 0 ? items.slice(bar + 1) : items);
  }
  return calls.length > 0 ? { update, entries, calls } : { update, entries };
}

/** As elixir_parser.yrl has it under assoc_expr: a macro may give the entries. What does not parse is here, too. */
const MAY_STAND_FOR_ENTRIES = new Set(["call", "identifier", ERROR]);

function keywordEntries(list: ListNode, entries: Entry[], broken: Node[]): void {
  for (const pair of list.items) {
    if (pair.kind === "tuple") entries.push([pair.items[0] as Node, pair.items[1] as Node]);
    else broken.push(pair);
  }
}
