import type { Span } from "../../../model/source.ts";
import { ERROR, type Concrete } from "../concrete.ts";
import type { ErrorNode, Node } from "../tree.ts";
import type { Misreading } from "./misread.ts";

/** What the converters of one file share. */
export interface Context {
  readonly text: string;
  /** Any expression of the grammar to ours. */
  expression(node: Concrete): Node;
  /** Notes a place that does not parse. */
  error(span: Span): void;
  /** Notes a place that the grammar reads wrongly: the file is parsed again without it. */
  misread(misreading: Misreading): void;
}

/** Makes a node of ours from one type of tree-sitter's. */
export type Converter = (node: Concrete, context: Context) => Node;

/** The span alone: nodes of ours do not hold on to tree-sitter's. */
export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** From the start of one node to the end of another. */
export function spanFrom(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

export function textOf(node: Span, context: Context): string {
  return context.text.slice(node.start, node.end);
}

/** Notes an error and stands in for what does not parse. */
export function failure(span: Span, context: Context): ErrorNode {
  context.error(spanOf(span));
  return { kind: "error", span: spanOf(span), text: textOf(span, context) };
}

/** The children that are expressions or errors; a token that had to be made up is noted as an error. */
export function namedChildren(node: Concrete, context: Context): readonly Concrete[] {
  return node.children.filter((child) => {
    if (child.missing && !child.named) context.error(spanOf(child));
    return child.named;
  });
}

/** Whether part of the node itself, not of something below it, could not be parsed. */
export function isBroken(node: Concrete): boolean {
  return node.children.some((child) => child.type === ERROR || child.missing);
}
