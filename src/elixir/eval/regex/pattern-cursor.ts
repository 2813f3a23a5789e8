import { NotFollowed } from "./pattern.ts";

/** The text of an expression, read from left to right. */
export class Cursor {
  readonly unicode: boolean;
  readonly #text: readonly string[];
  #at = 0;

  constructor(text: readonly string[], unicode: boolean) {
    this.#text = text;
    this.unicode = unicode;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** A character from here on; empty behind the end. */
  peek(offset = 0): string {
    return this.#text[this.#at + offset] ?? "";
  }

  /** The next so many characters, or as many as there are. */
  ahead(count: number): string {
    return this.#text.slice(this.#at, this.#at + count).join("");
  }

  /** The next character, which is taken. */
  next(): string {
    return this.#text[this.#at++] ?? "";
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Takes a text if it comes next. */
  eat(text: string): boolean {
    if (!Array.from(text).every((character, i) => this.peek(i) === character)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes all up to an end, and that. */
  until(end: string): string {
    let found = "";
    while (!this.done && this.peek() !== end) found += this.next();
    if (!this.eat(end)) throw new NotFollowed("something is not closed");
    return found;
  }
}
