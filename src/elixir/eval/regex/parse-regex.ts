import { brackets, escapedCharacter } from "./brackets.ts";
import { classEscape, exactly, not, otherCase, type Test } from "./characters.ts";
import { Cursor } from "./pattern-cursor.ts";
import { NotFollowed, type Pattern, type Regex } from "./pattern.ts";

const infinite = Number.POSITIVE_INFINITY;
const newline = 10;

/**
 * Reads a regular expression of the kind that PCRE and so Elixir has; throws NotFollowed for what is not covered:
 * lookbehind, recursion, conditions, `\K`, `\R` and other rare things.
 * @param flags of Elixir: i, m, s, x, u, U.
 */
export function parseRegex(source: string, flags: string): Regex {
  if (/[^imsxuU]/.test(flags)) throw new NotFollowed(flags);
  const unicode = flags.includes("u");
  const text = unicode ? Array.from(source) : bytes(source);
  const reader = new Reader(text, flags);
  const pattern = reader.alternatives();
  if (!reader.done) throw new NotFollowed("an unbalanced parenthesis");
  return { pattern, groups: reader.groups, names: reader.names, unicode };
}

/** Without `u` the expression sees bytes; here one character for each. */
function bytes(text: string): readonly string[] {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

class Reader {
  groups = 0;
  readonly names = new Map<string, number>();
  readonly #in: Cursor;
  readonly #ungreedy: boolean;
  #flags: Flags;
  #depth = 0;

  constructor(text: readonly string[], flags: string) {
    this.#in = new Cursor(text, flags.includes("u"));
    this.#ungreedy = flags.includes("U");
    const has = (flag: string): boolean => flags.includes(flag);
    this.#flags = { i: has("i"), m: has("m"), s: has("s"), x: has("x") };
  }

  get done(): boolean {
    return this.#in.done;
  }

  alternatives(): Pattern {
    if (++this.#depth > 50) throw new NotFollowed("deep nesting");
    const flags = this.#flags;
    const ways = [this.#sequence()];
    while (this.#in.eat("|")) ways.push(this.#sequence());
    this.#flags = flags;
    this.#depth--;
    return ways.length === 1 ? (ways[0] as Pattern) : { is: "any", parts: ways };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (!this.#in.done && this.#in.peek() !== "|" && this.#in.peek() !== ")") {
      if (this.#flags.x && this.#skipped()) continue;
      const atom = this.#atom();
      if (atom !== undefined) parts.push(this.#quantified(atom));
    }
    return parts.length === 1 ? (parts[0] as Pattern) : { is: "all", parts };
  }

  /** White space and notes of an extended expression. */
  #skipped(): boolean {
    if (/^\s$/.test(this.#in.peek())) {
      this.#in.skip(1);
      return true;
    }
    if (!this.#in.eat("#")) return false;
    while (!this.#in.done && this.#in.peek() !== "\n") this.#in.skip(1);
    return true;
  }

  #quantified(body: Pattern): Pattern {
    if (this.#flags.x) while (this.#skipped());
    const bounds = this.#bounds();
    if (bounds === undefined) return body;
    const [min, max] = bounds;
    if (max < min || (max !== infinite && max > 1000) || min > 1000) throw new NotFollowed("a large repetition");
    const possessive = this.#in.eat("+");
    const lazy = !possessive && this.#in.eat("?") !== this.#ungreedy;
    const repeat: Pattern = { is: "repeat", body, min, max, lazy };
    return this.#quantified(possessive ? { is: "atomic", body: repeat } : repeat);
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#in.eat("*")) return [0, infinite];
    if (this.#in.eat("+")) return [1, infinite];
    if (this.#in.eat("?")) return [0, 1];
    const match = /^\{(\d{1,5})(?:(,)(\d{1,5})?)?\}/.exec(this.#in.ahead(16));
    if (match === null) return undefined;
    this.#in.skip(match[0].length);
    const min = Number(match[1]);
    return [min, match[2] === undefined ? min : match[3] === undefined ? infinite : Number(match[3])];
  }

  #atom(): Pattern | undefined {
    const character = this.#in.next();
    switch (character) {
      case ".":
        return { is: "one", test: this.#flags.s ? () => true : not(exactly(newline)) };
      case "^":
        return at(
          this.#flags.m ? (text, i) => i === 0 || (i < text.length && text[i - 1] === newline) : (_, i) => i === 0,
        );
      case "$":
        return at(this.#flags.m ? (text, i) => i === text.length || text[i] === newline : atEnd);
      case "(":
        return this.#group();
      case "[":
        return { is: "one", test: brackets(this.#in, (test) => this.#cased(test)) };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotFollowed("nothing to repeat");
      default:
        return this.#literal(character.codePointAt(0) as number);
    }
  }

  #literal(character: number): Pattern {
    return { is: "one", test: this.#cased(exactly(character)) };
  }

  #cased(test: Test): Test {
    if (!this.#flags.i) return test;
    const unicode = this.#in.unicode;
    return (c) => test(c) || test(otherCase(c, unicode));
  }

  #group(): Pattern | undefined {
    if (!this.#in.eat("?")) return this.#captured(undefined);
    if (this.#in.eat(":")) return this.#closed();
    if (this.#in.eat(">")) return { is: "atomic", body: this.#closed() };
    if (this.#in.eat("=")) return { is: "look", body: this.#closed(), negative: false };
    if (this.#in.eat("!")) return { is: "look", body: this.#closed(), negative: true };
    if (this.#in.eat("#")) {
      this.#in.until(")");
      return undefined;
    }
    if (this.#in.eat("P<") || (this.#in.peek() === "<" && /\w/.test(this.#in.peek(1)) && this.#in.eat("<")))
      return this.#captured(this.#in.until(">"));
    if (this.#in.eat("'")) return this.#captured(this.#in.until("'"));
    return this.#inlineFlags();
  }

  #captured(name: string | undefined): Pattern {
    const index = ++this.groups;
    if (name !== undefined) {
      if (!/^[A-Za-z_]\w*$/.test(name) || this.names.has(name)) throw new NotFollowed("a name");
      this.names.set(name, index);
    }
    return { is: "group", index, body: this.#closed() };
  }

  #closed(): Pattern {
    const body = this.alternatives();
    if (!this.#in.eat(")")) throw new NotFollowed("an unbalanced parenthesis");
    return body;
  }

  /** `(?i)` for the rest of the group, `(?i:...)` for itself. */
  #inlineFlags(): Pattern | undefined {
    const before = this.#flags;
    let on = true;
    for (;;) {
      const flag = this.#in.next();
      if (flag === "-") on = false;
      else if (flag === "i" || flag === "m" || flag === "s" || flag === "x")
        this.#flags = { ...this.#flags, [flag]: on };
      else if (flag === ")") return undefined;
      else if (flag === ":") {
        const body = this.#closed();
        this.#flags = before;
        return body;
      } else throw new NotFollowed("a kind of group");
    }
  }

  #escape(): Pattern {
    const name = this.#in.next();
    const unicode = this.#in.unicode;
    const isWord = classEscape("w", unicode) as Test;
    const wordAt = (text: readonly number[], i: number): boolean =>
      i >= 0 && i < text.length && isWord(text[i] as number);
    switch (name) {
      case "b":
        return at((text, i) => wordAt(text, i - 1) !== wordAt(text, i));
      case "B":
        return at((text, i) => wordAt(text, i - 1) === wordAt(text, i));
      case "A":
        return at((_, i) => i === 0);
      case "z":
        return at((text, i) => i === text.length);
      case "Z":
        return at(atEnd);
      case "N":
        return { is: "one", test: not(exactly(newline)) };
      case "k":
        return this.#named();
      default:
        if (/[1-9]/.test(name)) return this.#reference(name);
        this.#in.skip(-1);
        return { is: "one", test: this.#cased(escapedCharacter(this.#in).test) };
    }
  }

  #named(): Pattern {
    const open = this.#in.next();
    const close = { "<": ">", "{": "}", "'": "'" }[open];
    const index = close === undefined ? undefined : this.names.get(this.#in.until(close));
    if (index === undefined) throw new NotFollowed("a reference");
    return { is: "back", index };
  }

  #reference(first: string): Pattern {
    let digits = first;
    while (/\d/.test(this.#in.peek())) digits += this.#in.next();
    if (Number(digits) > this.groups) throw new NotFollowed("a reference");
    return { is: "back", index: Number(digits) };
  }
}

const at = (test: (text: readonly number[], position: number) => boolean): Pattern => ({ is: "at", test });

/** At the end or before a last line end. */
const atEnd = (text: readonly number[], i: number): boolean =>
  i === text.length || (i === text.length - 1 && text[i] === newline);
