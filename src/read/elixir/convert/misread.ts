import type { Span } from "../../../model/source.ts";
import type { Concrete } from "../concrete.ts";
import type { Context } from "./context.ts";

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
  const text = context.text.slice(span.start, span.end);
  const found: Misreading[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") {
      const start = span.start + at;
      if (text[at + 1] === "\\") found.push({ kind: "escape", start, end: start + 2 });
      at += 1;
    } else if (text.startsWith(closer, at)) {
      found.forEach((each) => context.misread(each));
      return found.length > 0;
    }
  }
  return false;
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
