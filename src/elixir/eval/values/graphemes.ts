/** What people take for one character: Elixir's graphemes. */
export function graphemes(text: string): readonly string[] {
  // Plain text needs no segmenter, which is slow to make. A line end of two characters is one grapheme.
  if (/^[\x00-\x7f]*$/.test(text)) return text.includes("\r\n") ? (text.match(/\r\n|[^]/g) ?? []) : text.split("");
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

let segmenter: Intl.Segmenter | undefined;
