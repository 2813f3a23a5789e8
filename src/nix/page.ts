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
  readonly column: number;
  readonly indent: number;
  readonly line: number;
}

/** What has been laid out so far. A layout that does not turn out well goes back to where it began. */
export class Page {
  readonly #parts: string[] = [];
  readonly #layouts: (page: Page, node: Node, after: number) => void;
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
    if (text === "") return;
    if (this.column === 0) this.#parts.push(spaces(this.indent));
    this.#parts.push(text);
    this.column += width(text);
  }

  /** Ends the line. The next one begins at an indentation, which empty lines do not get. */
  breakLine(indent: number): void {
    this.#parts.push("\n");
    this.column = 0;
    this.indent = indent;
    this.line++;
  }

  /** Whether text, and as many columns after it, end within the line. */
  fits(text: string, after: number): boolean {
    return this.column + width(text) + after <= lineWidth;
  }

  mark(): Mark {
    return { parts: this.#parts.length, column: this.column, indent: this.indent, line: this.line };
  }

  back(mark: Mark): void {
    this.#parts.length = mark.parts;
    this.column = mark.column;
    this.indent = mark.indent;
    this.line = mark.line;
  }

  toString(): string {
    return this.#parts.join("");
  }
}

const known = Array.from({ length: 16 }, (_, count) => " ".repeat(count));
const spaces = (count: number): string => known[count] ?? " ".repeat(count);
