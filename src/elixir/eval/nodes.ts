import type { Span } from "../../model/source.ts";
import type { CallNode, Node, Part, TupleNode } from "../parse/tree.ts";

/** The direct parts of a node that are nodes themselves. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case "string":
    case "charlist":
    case "interpolatedAtom":
    case "sigil":
      return node.parts.filter((part: Part): part is Node => typeof part !== "string");
    case "list":
    case "tuple":
    case "bitstring":
      return node.items;
    case "map":
      return [...(node.update === null ? [] : [node.update]), ...node.entries.flat()];
    case "struct":
      return [node.name, ...(node.update === null ? [] : [node.update]), ...node.entries.flat()];
    case "alias":
      return node.base === null ? [] : [node.base];
    case "call":
      return node.args;
    case "remote":
      return [node.target, ...node.args];
    case "apply":
      return [node.fn, ...node.args];
    case "access":
      return [node.target, node.key];
    case "block":
      return node.body;
    case "fn":
    case "clauses":
      return node.clauses.flatMap((clause) => [
        ...clause.args,
        ...(clause.guard === null ? [] : [clause.guard]),
        clause.body,
      ]);
    default:
      return [];
  }
}

export const isCall = (node: Node | undefined, name: string, arity?: number): node is CallNode =>
  node?.kind === "call" && node.name === name && (arity === undefined || node.args.length === arity);

export const call = (name: string, args: readonly Node[], span: Span): CallNode => ({ kind: "call", name, args, span });

/** `a |> f(b)` as the call that it is, `f(a, b)`, at the place of that; any other node as it is. */
export function unpiped(node: Node): Node {
  if (!isCall(node, "|>", 2)) return node;
  const [left, right] = node.args as readonly [Node, Node];
  return piped(left, right) ?? node;
}

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

/** The name and value of a keyword item of the source; undefined for anything else. */
export function keywordItem(node: Node): readonly [string, Node] | undefined {
  if (node.kind !== "tuple" || node.items.length !== 2) return undefined;
  const [key, value] = (node as TupleNode).items as readonly [Node, Node];
  return key.kind === "atom" ? [key.value, value] : undefined;
}

const blockKeys = new Set(["do", "else", "rescue", "catch", "after"]);

/** A call's arguments with its do-block (written as a block or as `do:`) taken out. */
export interface WithBlocks {
  readonly args: readonly Node[];
  readonly blocks: ReadonlyMap<string, Node>;
}

export function splitBlocks(nodes: readonly Node[]): WithBlocks {
  const blocks = new Map<string, Node>();
  let args = nodes;
  const last = nodes.at(-1);
  if (last?.kind === "list" && last.items.length > 0) {
    const rest: Node[] = [];
    for (const item of last.items) {
      const pair = keywordItem(item);
      if (pair !== undefined && blockKeys.has(pair[0])) blocks.set(pair[0], pair[1]);
      else rest.push(item);
    }
    if (blocks.has("do")) {
      args = nodes.slice(0, -1);
      if (rest.length > 0) args = [...args, { ...last, items: rest }];
      return { args, blocks };
    }
  }
  return { args, blocks: new Map() };
}
