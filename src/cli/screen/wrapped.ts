// oxlint-disable-next-line no-control-regex
const escapes = /\u001b\[[\d;]*m/g;

/** Text without its colours. */
export function plain(text: string): string {
  return text.replaceAll(escapes, "");
}

/** Columns that a text takes: colours take none. */
export function seen(text: string): number {
  return plain(text).length;
}

/**
 * Text in lines that end between words, none longer than `width` unless one word is. Without it a terminal breaks where its last
 * column is, inside of words.
 * @param width columns; Infinity where nobody looks at a terminal: other programs get whole lines.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && seen(line) + 1 + seen(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
