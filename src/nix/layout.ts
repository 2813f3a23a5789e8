import type { Block } from "./block.ts";
import { endColumn, indented, join, line, lineWidth, stack, width } from "./block.ts";
import { flat } from "./flat.ts";
import { layoutApply } from "./layout-apply.ts";
import { layoutEntries, layoutHead } from "./layout-entries.ts";
import { layoutLines, layoutString } from "./layout-string.ts";
import type { Node } from "./node.ts";
import { opening } from "./opening.ts";
import { isTerm, opens, opensAtLast } from "./shape.ts";

/**
 * Where a node stands: the columns before it in its line, and the columns that have to follow it in its last line
 * (a `;`, a `)`) before a line can end.
 */
export interface Room {
  readonly column: number;
  readonly after: number;
}

export const freshLine: Room = { column: 0, after: 0 };

export const fits = (text: string, room: Room): boolean => room.column + width(text) + room.after <= lineWidth;

/** On one line where it fits, broken where it does not. */
export function layout(node: Node, room: Room): Block {
  const text = flat(node);
  return text !== null && fits(text, room) ? line(text) : broken(node, room);
}

/** As `layout`, but sets with something in them are broken in any case: nixfmt's way where a body begins a line. */
export function layoutOpen(node: Node, room: Room): Block {
  const breaks = (node.kind === "set" && opens(node)) || (node.kind === "function" && node.as !== null);
  return breaks ? broken(node, room) : layout(node, room);
}

/** A node over as many lines as its kind asks for. */
export function broken(node: Node, room: Room): Block {
  switch (node.kind) {
    case "word":
    case "path":
      return line(node.text);
    case "string":
      return layoutString(node.pieces, room);
    case "lines":
      return layoutLines(node.lines);
    case "list":
      if (node.items.length === 0) return line("[ ]");
      return stack(line("["), ...node.items.map((item) => indented(layout(item, freshLine))), line("]"));
    case "set":
      if (node.entries.length === 0) return line(node.recursive ? "rec { }" : "{ }");
      return stack(line(node.recursive ? "rec {" : "{"), indented(layoutEntries(node.entries)), line("}"));
    case "let":
      return stack(line("let"), indented(layoutEntries(node.entries)), line("in"), layoutOpen(node.body, below(room)));
    case "lambda":
      return layoutLambda(node, room);
    case "function":
      return stack(layoutHead(node, room), layoutBody(node, room));
    case "apply":
      return layoutApply(node, room, "plain");
    case "select":
      return layoutSelect(node, room, false);
    case "if":
      return layoutIf(node, room);
    case "chain":
      return layoutChain(node, room);
    case "paren":
      return layoutEnclosed(node.inner, room, "(", ")");
  }
}

/** The room of a last part that begins a line of its own. */
export const below = (room: Room): Room => ({ column: 0, after: room.after });

function layoutBody(node: Node & { kind: "function" }, room: Room): Block {
  return node.body.kind === "list" ? layout(node.body, below(room)) : layoutOpen(node.body, below(room));
}

function layoutLambda(node: Node & { kind: "lambda" }, room: Room): Block {
  const head = node.names.map((name) => `${name}:`).join(" ");
  if (!opens(node.body)) return stack(line(head), layoutOpen(node.body, below(room)));
  return join(`${head} `, broken(node.body, { column: room.column + width(head) + 1, after: room.after }));
}

function layoutIf(node: Node & { kind: "if" }, room: Room): Block {
  const test = flat(node.test);
  const head =
    test !== null && fits(`if ${test} then`, { column: room.column, after: 0 })
      ? line(`if ${test} then`)
      : stack(line("if"), indented(layoutOpen(node.test, freshLine)), line("then"));
  const then = indented(layout(node.then, freshLine));
  if (node.else.kind === "if") {
    return stack(head, then, join("else ", layoutIf(node.else, { column: 5, after: room.after })));
  }
  return stack(head, then, line("else"), indented(layout(node.else, below(room))));
}

/** Each operator at the start of a line, before its right side. */
export function layoutChain(node: Node & { kind: "chain" }, room: Room): Block {
  const [first, ...rest] = node.operands as [Node, ...Node[]];
  if (node.operator === "==" || node.operator === "!=") return layoutComparison(node, room);
  const lines = rest.map((operand, index) => {
    const after = index === rest.length - 1 ? room.after : 0;
    const column = width(node.operator);
    return join(node.operator, layoutOperand(operand, { column, after }));
  });
  return stack(layoutOpen(first, { column: room.column, after: 0 }), ...lines);
}

function layoutOperand(node: Node, room: Room): Block {
  if (node.kind === "apply") return layoutApply(node, room, "leading");
  const next = { column: room.column + 1, after: room.after };
  const text = flat(node);
  if (node.kind === "select" && !(text !== null && fits(text, next))) return join(" ", layoutSelect(node, next, true));
  if (node.kind !== "chain") return join(" ", layoutOpen(node, next));
  if (text !== null && fits(text, next)) return line(` ${text}`);
  return stack(line(""), indented(layout(node, below(room))));
}

/** `a == b`: a line ends before the operator only where what follows would not fit. */
function layoutComparison(node: Node & { kind: "chain" }, room: Room): Block {
  const [left, right] = node.operands as [Node, Node];
  const first = layoutOpen(left, { column: room.column, after: 0 });
  const column = endColumn(first, room.column) + node.operator.length + 2;
  const sameLine = column - node.operator.length - 1 + openingWords(node.operator, right, room) <= lineWidth;
  if (sameLine) return join(first, ` ${node.operator} `, layoutOpen(right, { column, after: room.after }));
  return stack(
    first,
    join(`${node.operator} `, layoutOpen(right, { column: node.operator.length + 1, after: room.after })),
  );
}

/** `nested`: the selection follows a parenthesis or an operator in its line, and what goes below is indented. */
function layoutSelect(node: Node & { kind: "select" }, room: Room, nested: boolean): Block {
  const target = layout(node.target, { column: room.column, after: 0 });
  const hang = (block: Block): Block => (nested && target.length === 1 ? indented(block) : block);
  const attributes = { column: endColumn(target, room.column), after: node.fallback === null ? room.after : 0 };
  if (node.target.kind === "paren" && !fits(node.attributes, attributes))
    return stack(target, hang(withFallback(line(node.attributes), node, below(room))));
  return withFallback(join(target, node.attributes), node, room);
}

function withFallback(held: Block, node: Node & { kind: "select" }, room: Room): Block {
  if (node.fallback === null) return held;
  const column = endColumn(held, room.column) + 1;
  const sameLine = column + openingWords("or", node.fallback, room) <= lineWidth;
  if (sameLine) return join(held, " or ", layoutOpen(node.fallback, { column: column + 3, after: room.after }));
  return stack(held, indented(join("or ", layoutOpen(node.fallback, { column: 3, after: room.after }))));
}

/** Columns of a word and what follows it up to the first line end: all of it where a whole line could hold it. */
function openingWords(word: string, node: Node, room: Room): number {
  const text = flat(node);
  const head = width(word) + 1;
  if (node.kind === "select" && node.target.kind === "paren") return openingWords(word, node.target, freshLine);
  return text !== null && fits(text, { column: head, after: room.after })
    ? head + width(text) + room.after
    : head + opening(node);
}

/** `( ... )` or `${ ... }` that does not fit: sets, lists, functions and calls stay on the line that opens it. */
export function layoutEnclosed(inner: Node, room: Room, before: string, end: string): Block {
  const inside = { column: room.column + before.length, after: room.after + end.length };
  if (opensAtLast(inner)) return join(before, isTerm(inner) ? layout(inner, inside) : broken(inner, inside), end);
  if (inner.kind === "apply") return join(layoutApply(inner, inside, "enclosed", before), end);
  if (inner.kind === "select" && !opens(inner.target))
    return stack(join(before, layoutSelect(inner, { ...inside, after: 0 }, true)), line(end));
  return stack(line(before), indented(layout(inner, freshLine)), line(end));
}

/** Parentheses on lines of their own. */
export function parenthesised(inner: Node): Block {
  return stack(line("("), indented(layout(inner, freshLine)), line(")"));
}
