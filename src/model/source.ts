/**
 * Places in files. Offsets are UTF-16 code units from the start of the text;
 * lines and columns count from 1, columns in UTF-16 code units, as editors show them.
 */

/** A half-open range of offsets in one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place a person can open: a file (relative to the project where possible), a line and a column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The text of one file, with its line table made on first use. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  /** @param path as shown to people: relative to the project, `/` as separator. */
  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Offset -> place. Offsets outside of the text are clamped to it. */
  place(offset: number): Place {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    const at = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { file: this.path, line: low + 1, column: at - (starts[low] as number) + 1 };
  }

  /** The text of one line (counted from 1) without its line end; empty where there is no such line. */
  line(number: number): string {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    const start = starts[number - 1];
    if (start === undefined) return "";
    const end = starts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
