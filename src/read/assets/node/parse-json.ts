/** JSON that could not be read: why, and where in the text. */
export class JsonError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/**
 * Reads JSON, also with comments and commas before a closing bracket, as bun writes its lock.
 * JSON.parse is tried first, for its speed; it does not say in every version of Node where a text is wrong.
 * Throws JsonError.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Reader(text).document();
  }
}

/** Deeper than any lock; keeps a hostile text from exhausting the stack. */
const maxDepth = 500;

/** A string, a number or a word, from where it starts. */
const scalar =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const blank = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail("there is more after its end");
    return value;
  }

  #value(depth: number): unknown {
    if (depth > maxDepth) this.#fail("it is nested too deeply");
    this.#skip();
    if (this.#take("{")) return this.#object(depth);
    if (this.#take("[")) return this.#array(depth);
    return this.#scalar();
  }

  #object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    for (;;) {
      this.#skip();
      if (this.#take("}")) return Object.fromEntries(entries);
      if (this.#text[this.#at] !== '"') this.#fail('a name in quotes or "}" is missing');
      const key = this.#scalar() as string;
      this.#skip();
      if (!this.#take(":")) this.#fail('":" is missing');
      entries.push([key, this.#value(depth + 1)]);
      this.#skip();
      if (!this.#take(",") && this.#text[this.#at] !== "}") this.#fail('"," or "}" is missing');
    }
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    for (;;) {
      this.#skip();
      if (this.#take("]")) return items;
      items.push(this.#value(depth + 1));
      this.#skip();
      if (!this.#take(",") && this.#text[this.#at] !== "]") this.#fail('"," or "]" is missing');
    }
  }

  #scalar(): unknown {
    scalar.lastIndex = this.#at;
    const found = scalar.exec(this.#text)?.[0];
    if (found === undefined) this.#fail(this.#at < this.#text.length ? "this is no value" : "it ends too early");
    this.#at = scalar.lastIndex;
    return JSON.parse(found as string) as unknown;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skip(): void {
    blank.lastIndex = this.#at;
    blank.exec(this.#text);
    this.#at = blank.lastIndex;
  }

  #fail(message: string): never {
    throw new JsonError(message, this.#at);
  }
}
