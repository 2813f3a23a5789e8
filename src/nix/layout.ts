import { flat } from "./flat.ts";
import { layoutApply } from "./layout-apply.ts";
import { layoutEntries, layoutHead } from "./layout-entries.ts";
import { layoutLines, layoutString } from "./layout-string.ts";
import type { Node } from "./node.ts";
import { opening } from "./opening.ts";
import { type Page, lineWidth, width } from "./page.ts";
import { isTerm, opens, opensAtLast } from "./shape.ts";

/**
 * On one line where it fits, broken where it does not. What is broken is indented from the line that it begins on.
 * @param after columns that have to follow in the last line (a `;`, a `)`) before that can end.
 */
export function layout(page: Page, node: Node, after: number): void {
  const text = flat(node);
  if (text !== null && page.fits(text, after)) page.write(text);
  else broken(page, node, after);
}

/** As `layout`, but sets with something in them are broken in any case: nixfmt's way where a body begins a line. */
export function layoutOpen(page: Page, node: Node, after: number): void {
  const breaks = (node.kind === "set" && opens(node)) || (node.kind === "function" && node.as !== null);
  if (breaks) broken(page, node, after);
  else layout(page, node, after);
}

/** A node over as many lines as its kind asks for. */
export function broken(page: Page, node: Node, after: number): void {
  const { indent } = page;
  switch (node.kind) {
    case "word":
    case "path":
      return page.write(node.text);
    case "string":
      return layoutString(page, node.pieces, after);
    case "lines":
      return layoutLines(page, node.lines);
    case "list":
      if (node.items.length === 0) return page.write("[ ]");
      page.write("[");
      for (const item of node.items) {
        page.breakLine(indent + 2);
        layout(page, item, 0);
      }
      page.breakLine(indent);
      return page.write("]");
    case "set":
      page.write(node.recursive ? "rec {" : "{");
      if (node.entries.length === 0) return page.write(" }");
      page.breakLine(indent + 2);
      layoutEntries(page, node.entries);
      page.breakLine(indent);
      return page.write("}");
    case "let":
      page.write("let");
      if (node.entries.length > 0) page.breakLine(indent + 2);
      layoutEntries(page, node.entries);
      page.breakLine(indent);
      page.write("in");
      page.breakLine(indent);
      return layoutOpen(page, node.body, after);
    case "lambda":
      return layoutLambda(page, node, after);
    case "function":
      layoutHead(page, node);
      page.breakLine(indent);
      return layoutOpen(page, node.body, after);
    case "apply":
      return layoutApply(page, node, after, "plain");
    case "select":
      return layoutSelect(page, node, after, false);
    case "if":
      return layoutIf(page, node, after);
    case "chain":
      return layoutChain(page, node, after);
    case "paren":
      return layoutEnclosed(page, node.inner, after, "(", ")");
  }
}

function layoutLambda(page: Page, node: Node & { kind: "lambda" }, after: number): void {
  const { indent } = page;
  page.write(node.names.map((name) => `${name}:`).join(" "));
  if (opens(node.body)) {
    page.write(" ");
    return broken(page, node.body, after);
  }
  page.breakLine(indent);
  layoutOpen(page, node.body, after);
}

function layoutIf(page: Page, node: Node & { kind: "if" }, after: number): void {
  const { indent } = page;
  const test = flat(node.test);
  if (test !== null && page.fits(`if ${test} then`, 0)) page.write(`if ${test} then`);
  else {
    page.write("if");
    page.breakLine(indent + 2);
    layoutOpen(page, node.test, 0);
    page.breakLine(indent);
    page.write("then");
  }
  page.breakLine(indent + 2);
  layout(page, node.then, 0);
  page.breakLine(indent);
  page.write("else");
  if (node.else.kind === "if") {
    page.write(" ");
    return layoutIf(page, node.else, after);
  }
  page.breakLine(indent + 2);
  layout(page, node.else, after);
}

/** Each operator at the start of a line, before its right side. */
export function layoutChain(page: Page, node: Node & { kind: "chain" }, after: number): void {
  const { indent } = page;
  const { operator, operands } = node;
  if (operator === "==" || operator === "!=") return layoutComparison(page, node, after);
  for (const [index, operand] of operands.entries()) {
    if (index === 0) {
      layoutOpen(page, operand, 0);
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
function layoutSelect(page: Page, node: Node & { kind: "select" }, after: number, nested: boolean): void {
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
    else broken(page, inner, last);
  } else if (inner.kind === "apply") layoutApply(page, inner, last, "enclosed");
  else if (inner.kind === "select" && !opens(inner.target)) {
    const text = flat(inner);
    if (text !== null && page.fits(text, 0)) page.write(text);
    else layoutSelect(page, inner, 0, true);
    page.breakLine(indent);
  } else layoutWithin(page, inner, indent);
  page.write(end);
}

/** Something on lines of its own. */
export function layoutWithin(page: Page, inner: Node, indent: number): void {
  page.breakLine(indent + 2);
  layout(page, inner, 0);
  page.breakLine(indent);
}
