import { flat } from "./flat.ts";
import { layoutApply } from "./layout-apply.ts";
import { layout, layoutOpen, layoutWithin } from "./layout-node.ts";
import type { Node } from "./node.ts";
import { opening } from "./opening.ts";
import { type Page, lineWidth, width } from "./page.ts";
import { isTerm, opens, opensAtLast } from "./shape.ts";

/** Each operator at the start of a line, before its right side. `opened`: the first operand stands behind `=` and is opened in any case. */
export function layoutChain(page: Page, node: Node & { kind: "chain" }, after: number, opened = false): void {
  const { indent } = page;
  const { operator, operands } = node;
  if (operator === "==" || operator === "!=") return layoutComparison(page, node, after);
  for (const [index, operand] of operands.entries()) {
    if (index === 0) {
      if (opened) page.broken(operand, 0);
      else layoutOpen(page, operand, 0);
      continue;
    }
    page.breakLine(indent);
    page.write(operator);
    layoutOperand(page, operand, index === operands.length - 1 ? after : 0);
  }
}

function layoutOperand(page: Page, node: Node, after: number): void {
  if (node.kind === "apply") return layoutApply(page, node, after, "leading");
  const text = flat(node);
  const fits = text !== null && page.fits(text, after + 1);
  if (node.kind === "chain" && !fits) {
    page.breakLine(page.indent + 2);
    return layout(page, node, after);
  }
  page.write(" ");
  if (node.kind === "select" && !fits) layoutSelect(page, node, after, true);
  else layoutOpen(page, node, after);
}

/** `a == b`: a line ends before the operator only where what follows would not fit. */
function layoutComparison(page: Page, node: Node & { kind: "chain" }, after: number): void {
  const { indent } = page;
  const [left, right] = node.operands as [Node, Node];
  layoutOpen(page, left, 0);
  writeOrBreak(page, node.operator, right, after, indent);
}

/** A word and what follows it: on this line where its start fits, else on the next. */
function writeOrBreak(page: Page, word: string, node: Node, after: number, indent: number): void {
  if (page.column + 1 + openingWords(word, node, after) <= lineWidth) page.write(" ");
  else page.breakLine(indent);
  page.write(`${word} `);
  layoutOpen(page, node, after);
}

/** `nested`: the selection follows a parenthesis or an operator in its line, and what goes below is indented. */
export function layoutSelect(page: Page, node: Node & { kind: "select" }, after: number, nested: boolean): void {
  const { indent, line } = page;
  layout(page, node.target, 0);
  const below = nested && page.line === line ? indent + 2 : indent;
  if (node.target.kind === "paren" && !page.fits(node.attributes, node.fallback === null ? after : 0))
    page.breakLine(below);
  page.write(node.attributes);
  if (node.fallback !== null) writeOrBreak(page, "or", node.fallback, after, page.indent + 2);
}

/** Columns of a word and what follows it up to the first line end: all of it where a whole line could hold it. */
function openingWords(word: string, node: Node, after: number): number {
  const text = flat(node);
  const head = width(word) + 1;
  if (node.kind === "select" && node.target.kind === "paren") return openingWords(word, node.target, 0);
  return text !== null && head + width(text) + after <= lineWidth ? head + width(text) + after : head + opening(node);
}

/** `( ... )` or `${ ... }` that does not fit: sets, lists, functions and calls stay on the line that opens it. */
export function layoutEnclosed(page: Page, inner: Node, after: number, before: string, end: string): void {
  const { indent } = page;
  const last = after + end.length;
  page.write(before);
  if (opensAtLast(inner)) {
    if (isTerm(inner)) layout(page, inner, last);
    else page.broken(inner, last);
  } else if (inner.kind === "apply") layoutApply(page, inner, last, "enclosed");
  else if (inner.kind === "select" && !opens(inner.target)) {
    if (!page.writeFitting(flat(inner), 0)) layoutSelect(page, inner, 0, true);
    page.breakLine(indent);
  } else layoutWithin(page, inner, indent);
  page.write(end);
}
