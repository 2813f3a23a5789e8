import type { Span } from "../../../model/source.ts";
import type { Concrete } from "../concrete.ts";
import type { Context } from "./context.ts";
import { CLOSERS } from "./delimiters.ts";

/**
 * Where tree-sitter's grammar reads valid source otherwise than Elixir does. Such places are found after parsing;
 * the file is then parsed again with other letters there, so that all offsets hold. Names and texts are always taken
 * from the true source.
 */
export interface Misreading extends Span {
  readonly kind: "name" | "escape";
}

const WORD = /^(?:and|in|or|when)$/;
const NAMES = /(?<=\n[ \t]*)(?:and|in|or|when)(?=[\w\u0080-\uffff])/g;

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
  for (const { start, end } of misreadings.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), "x".repeat(end - start));
    at = end;
  }
  const mended = pieces.join("") + text.slice(at);
  // where there is one such name there are often more: all in one go
  const names = misreadings.some((misreading) => misreading.kind === "name");
  return names ? mended.replace(NAMES, (letters) => "x" + letters.slice(1)) : mended;
}

/**
 * For a file in which something does not parse: the text without what the grammar is known to stumble over, again
 * of the same length. Backslashes as in endsEarlier, letters that it does not know (Chinese ones, for one), and a
 * semicolon at the end of a line, which it does not expect within a clause.
 * What stands in strings and comments may change as well, which does no harm.
 */
export function withoutStumblingBlocks(text: string): string {
  const misreadings: Misreading[] = [];
  for (const match of text.matchAll(/~[A-Z][A-Z0-9]*([([{<|/"'])(?!\1)/g)) {
    const open = match[1] as string;
    const { pairs } = rawText(text, match.index + match[0].length, CLOSERS[open] ?? open);
    for (const start of pairs) misreadings.push({ kind: "escape", start, end: start + 2 });
  }
  const mended = misreadings.length > 0 ? withoutMisreadings(text, misreadings) : text;
  return mended
    .replace(/;(?=[ \t]*(?:#.*)?\r?\n)/g, " ")
    .replace(/(?<!\?)(?![\0-\x7f])\p{ID_Continue}/gu, (letter) => "x".repeat(letter.length));
}
