import type { Node } from "./node.ts";
import { openingOf } from "./opening-pieces.ts";
import { width } from "./page.ts";
import { isSimple, opens, opensAtLast } from "./shape.ts";

/** Columns from the start of a node to the first place where a line may end in it. */
export function opening(node: Node): number {
  switch (node.kind) {
    case "word":
    case "path":
      return width(node.text);
    case "string":
      return 1 + openingOf(node.pieces, 1);
    case "lines":
      return 2;
    case "list":
      return node.items.length === 0 ? 3 : 1;
    case "set":
      return node.entries.length === 0 ? 3 : 1;
    case "let":
      return 3;
    case "lambda":
      return 0;
    case "function":
      return node.formals.length === 0 && !node.open ? 4 : 1;
    case "apply":
      return isSimple(node)
        ? [node.fn, ...node.args].reduce((sum, each) => sum + 1 + opening(each), -1)
        : opening(node.fn);
    case "select":
      return opening(node.target) + (node.target.kind === "word" ? width(node.attributes) : 0);
    case "chain":
      return opening(node.operands[0] as Node);
    case "paren":
      return 1 + (staysBeside(node.inner) ? opening(node.inner) : 0);
  }
}

/** What no line end can separate from a parenthesis before it. */
function staysBeside(inner: Node): boolean {
  if (inner.kind === "select") return !opens(inner.target);
  return opensAtLast(inner) || (inner.kind === "apply" && isSimple(inner));
}
