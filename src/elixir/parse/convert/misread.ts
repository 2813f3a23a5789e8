import type { Span } from "../../../model/source.ts";
import type { Concrete } from "../concrete.ts";
import type { Context } from "./conversion.ts";
import { CLOSERS } from "./delimiters.ts";

/**
 * Where tree-sitter's grammar reads valid source otherwise than Elixir does. Such places are found after parsing;
 * the file is then parsed again with other letters there, so that all offsets hold. Names and texts are always taken
 * from the true source.
 */
export interface Misreading extends Span {
  readonly kind: keyof typeof REPLACEMENTS;
}

/** As long as a misreading is at the most. */
const REPLACEMENTS = { name: "x", escape: "xx", line: "; ", range: "++" };

const WORD = /^(?:and|in|or|when)$/;
const NAMES = /(\n[ \t]*)(?:a(?=nd)|i(?=n)|o(?=r)|w(?=hen))(?=(?:nd|n|r|hen)[\w\u0080-\uffff])/g;

/**
 * In `a -> b⏎ input -> c` the grammar finds the operator `in` and a name `put`: after an expression it looks for
 * operators first.
 *
 * @returns whether `operator` is such a piece of a name; then the misreading was noted.
 */
export function isPieceOfName(operator: Concrete, context: Context): boolean {
  if (!WORD.test(operator.type) || !/[\w\u0080-\uffff]/.test(context.text[operator.end] ?? "")) return false;
  context.misread({ kind: "name", start: operator.start, end: operator.start + 1 });
  return true;
}

/**
 * In `~S(\\)` the grammar takes `\)` for an escape; for Elixir the first backslash goes with the second.
 *
 * @param span between the delimiters as the grammar sees them
 * @returns whether the text ends earlier for Elixir; then the misreadings were noted.
 */
export function endsEarlier(span: Span, closer: string, context: Context): boolean {
  const { end, pairs } = rawText(context.text, span.start, closer);
  if (end >= span.end || pairs.length === 0) return false;
  for (const start of pairs) context.misread({ kind: "escape", start, end: start + 2 });
  return true;
}

/**
 * In `a -> f(b)⏎ (c) -> d` the grammar may take `f(b)(c)` for the arguments of the second clause.
 *
 * @returns whether the parentheses begin on another line than the call; then the misreading was noted.
 */
export function beginsNextLine(target: Span, parentheses: Span, context: Context): boolean {
  return hasLineBreak(target.end, parentheses.start, context);
}

/**
 * In `a -> b⏎ -c⏎ d -> e` the grammar may find `b - c`; for Elixir `+` and `-` at the start of a line are signs.
 *
 * @returns whether it is so; then the misreading was noted.
 */
export function isSign(left: Span, operator: Concrete, context: Context): boolean {
  return /^[-+]$/.test(operator.type) && hasLineBreak(left.end, operator.start, context);
}

/**
 * In `a .. -1` the grammar finds a call `a(.. - 1)`.
 *
 * @returns whether the arguments begin with `..`, which they cannot; then the misreading was noted.
 */
export function beginsWithRange(list: Span, context: Context): boolean {
  if (!/^\.\.(?!\.)/.test(context.text.slice(list.start, list.start + 3))) return false;
  context.misread({ kind: "range", start: list.start, end: list.start + 2 });
  return true;
}

function hasLineBreak(start: number, end: number, context: Context): boolean {
  const blank = /^(?:\r\n|[ \t\n])/.exec(context.text.slice(start, start + 2))?.[0];
  if (!blank || !context.text.slice(start, end).includes("\n")) return false;
  context.misread({ kind: "line", start, end: start + blank.length });
  return true;
}

/** Where the text of an upper-case sigil ends, and where two backslashes stand in it. */
function rawText(text: string, start: number, closer: string): { end: number; pairs: readonly number[] } {
  const pairs: number[] = [];
  let at = start;
  for (; at < text.length && text[at] !== closer; at += text[at] === "\\" ? 2 : 1) {
    if (text.startsWith("\\\\", at)) pairs.push(at);
  }
  return { end: at, pairs };
}

/** The text with its misread places made harmless: with other letters, as many as before. */
export function withoutMisreadings(text: string, misreadings: readonly Misreading[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { kind, start, end } of misreadings.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), REPLACEMENTS[kind].slice(0, end - start));
    at = end;
  }
  const mended = pieces.join("") + text.slice(at);
  // where there is one such name there are often more: all in one go
  const names = misreadings.some((misreading) => misreading.kind === "name");
  return names ? mended.replace(NAMES, "$1x") : mended;
}

/**
 * For a file in which something does not parse: the text without what the grammar is known to stumble over, again
 * of the same length. Backslashes as in endsEarlier, letters that it does not know (Chinese ones, for one), a
 * semicolon at the end of a line, which it does not expect within a clause, and an escaped line break before an
 * empty line. What stands in strings and comments may change as well, which does no harm.
 */
export function withoutStumblingBlocks(text: string): string {
  const misreadings: Misreading[] = [];
  const sigil = /~[A-Z][A-Z0-9]*([([{<|/"'])(?!\1)/g;
  for (let match = sigil.exec(text); match; match = sigil.exec(text)) {
    const open = match[1] as string;
    const { end, pairs } = rawText(text, sigil.lastIndex, CLOSERS[open] ?? open);
    for (const start of pairs) misreadings.push({ kind: "escape", start, end: start + 2 });
    sigil.lastIndex = end;
  }
  const mended = misreadings.length > 0 ? withoutMisreadings(text, misreadings) : text;
  return mended
    .replace(/\\\r?\n(?=[ \t]*\r?\n)/g, (blank) => " ".repeat(blank.length))
    .replace(/;(?=[ \t]{0,200}(?:#.{0,200})?\r?\n)/g, " ")
    .replace(/(?<!\?)(?![\0-\x7f])\p{ID_Continue}/gu, (letter) => "x".repeat(letter.length));
}
