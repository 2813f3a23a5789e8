import type { Node } from "./node.ts";

/** Questions that nixfmt's rules ask of a node; its words for them are "absorbable" and "simple". */

/** Things that open on the line they stand in and close on a line of their own: sets and lists with something in them. */
export function opens(node: Node): boolean {
  switch (node.kind) {
    case "list":
      return node.items.length > 0;
    case "set":
      return node.entries.length > 0;
    case "lines":
      return true;
    case "paren":
      return isTerm(node.inner) && opens(node.inner);
    default:
      return false;
  }
}

/** The same for a function of plain parameters whose body opens. */
export function opensAtLast(node: Node): boolean {
  return node.kind === "lambda" ? opensAtLast(node.body) : opens(node);
}

/** Small things that nixfmt never breaks and applies to at most two others of their kind without breaking either. */
export function isSimple(node: Node): boolean {
  switch (node.kind) {
    case "word":
    case "path":
    case "string":
      return true;
    case "paren":
      return isSimple(node.inner) && !(node.inner.kind === "word" && node.inner.text.startsWith("-"));
    case "select":
      return node.bare && node.fallback === null && isSimple(node.target);
    case "apply":
      return node.args.length <= 2 && isSimple(node.fn) && node.args.every(isSimple);
    default:
      return false;
  }
}

export function isTerm(node: Node): boolean {
  switch (node.kind) {
    case "let":
    case "lambda":
    case "function":
    case "apply":
    case "chain":
      return false;
    case "word":
      return !node.text.startsWith("-");
    default:
      return true;
  }
}

export const isInheritOnly = (node: Node): boolean =>
  node.kind === "set" && node.entries.length === 1 && node.entries[0]?.kind === "inherit";
