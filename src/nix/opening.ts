import { width } from "./block.ts";
import type { Node } from "./node.ts";
import { isSimple, opensAtLast } from "./shape.ts";

/** Columns from the start of a node to the first place where a line may end in it. */
export function opening(node: Node): number {
  switch (node.kind) {
    case "word":
    case "path":
      return width(node.text);
    case "string":
      return openingOfString(node);
    case "lines":
      return 2;
    case "list":
      return node.items.length === 0 ? 3 : 1;
    case "set":
      return (node.recursive ? 4 : 0) + (node.entries.length === 0 ? 3 : 1);
    case "let":
      return 3;
    case "lambda":
      return 0;
    case "function":
      return (node.as === null ? 0 : width(node.as) + 1) + (node.formals.length === 0 && !node.open ? 4 : 1);
    case "apply":
      return isSimple(node)
        ? [node.fn, ...node.args].reduce((sum, each) => sum + 1 + opening(each), -1)
        : opening(node.fn);
    case "select":
      return opening(node.target) + (node.target.kind === "word" ? width(node.attributes) : 0);
    case "if":
      return 2;
    case "chain":
      return opening(node.operands[0] as Node);
    case "paren":
      return 1 + (opensAtLast(node.inner) ? opening(node.inner) : 0);
  }
}

function openingOfString(node: Node & { kind: "string" }): number {
  let columns = 1;
  for (const piece of node.pieces) {
    if (typeof piece === "string") columns += width(piece);
    else if (isSimple(piece)) columns += 3 + opening(piece);
    else return columns + 2;
  }
  return columns + 1;
}
