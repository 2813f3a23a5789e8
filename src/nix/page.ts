import type { Node } from "./node.ts";

/** Columns of a line that nixfmt fills; its indentation does not count. */
export const lineWidth = 100;

/** Columns as nixfmt counts them: one for each code point. */
export function width(text: string): number {
  return wide.test(text) ? text.length - (text.match(lowSurrogates)?.length ?? 0) : text.length;
}

const wide = /[\ud800-\udfff]/;
const lowSurrogates = /[\udc00-\udfff]/g;

/** A place on a page to go back to. */
export interface Mark {
  readonly parts: number;
  readonly lines: number;
  readonly column: number;
  readonly indent: number;
  readonly line: number;
}

/** What has been laid out so far. A layout that does not turn out well goes back to where it began. */
export class Page {
  readonly #parts: string[] = [];
  readonly #layouts: (page: Page, node: Node, after: number) => void;
  /** Ends of lines that come before what is written next. */
  #lines = 0;
  /** Columns of the current line, without its indentation. */
  column = 0;
  /** Indentation of the current line. */
  indent = 0;
  /** Lines before the current one. */
  line = 0;

  /** @param layouts how each kind of node is broken. The layouts of single kinds ask the page for it: they would go in a circle otherwise. */
  constructor(layouts: (page: Page, node: Node, after: number) => void) {
    this.#layouts = layouts;
  }

  /** A node over as many lines as its kind asks for. */
  broken(node: Node, after: number): void {
    this.#layouts(this, node, after);
  }

  write(text: string): void {
    if (text !== "") this.#add(text, width(text));
  }

  /** Writes text where it, and as many columns after it, end within the line; says whether it did. */
  writeFitting(text: string | null, after: number): boolean {
    if (text === null) return false;
    const columns = width(text);
    const does = this.column + columns + after <= lineWidth;
    if (does && columns > 0) this.#add(text, columns);
    return does;
  }

  #add(text: string, columns: number): void {
    if (this.column === 0) this.#parts.push(start(this.#lines, this.indent));
    this.#lines = 0;
    this.#parts.push(text);
    this.column += columns;
  }

  /** Ends the line. The next one begins at an indentation, which empty lines do not get. */
  breakLine(indent: number): void {
    this.#lines++;
    this.column = 0;
    this.indent = indent;
    this.line++;
  }

  /** Whether text, and as many columns after it, end within the line. */
  fits(text: string, after: number): boolean {
    return this.column + width(text) + after <= lineWidth;
  }

  mark(): Mark {
    return { parts: this.#parts.length, lines: this.#lines, column: this.column, indent: this.indent, line: this.line };
  }

  back(mark: Mark): void {
    this.#parts.length = mark.parts;
    this.#lines = mark.lines;
    this.column = mark.column;
    this.indent = mark.indent;
    this.line = mark.line;
  }

  toString(): string {
    return this.#parts.join("") + "\n".repeat(this.#lines);
  }
}

const known = ["", "\n", "\n\n"].map((ends) => Array.from({ length: 16 }, (_, indent) => ends + " ".repeat(indent)));
/** Ends of lines, then indentation. */
const start = (lines: number, indent: number): string =>
  known[lines]?.[indent] ?? "\n".repeat(lines) + " ".repeat(indent);
