import type { Clause, Node, Part } from "../../../src/elixir/parse/tree.ts";

/** Nodes and clauses right below a node. */
export function children(node: Node | Clause): readonly (Node | Clause)[] {
  if (!("kind" in node)) return [...node.args, ...(node.guard ? [node.guard] : []), node.body];
  switch (node.kind) {
    case "atom":
    case "integer":
    case "float":
    case "variable":
    case "error":
      return [];
    case "string":
    case "charlist":
    case "interpolatedAtom":
    case "sigil":
      return node.parts.filter((part: Part) => typeof part !== "string");
    case "list":
    case "tuple":
    case "bitstring":
      return node.items;
    case "map":
      return [...(node.update ? [node.update] : []), ...node.entries.flat(), ...(node.calls ?? [])];
    case "struct":
      return [node.name, ...(node.update ? [node.update] : []), ...node.entries.flat(), ...(node.calls ?? [])];
    case "alias":
      return node.base ? [node.base] : [];
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
      return node.clauses;
  }
}
