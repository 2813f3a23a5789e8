import { between, classEscape, either, exactly, not, otherCase, posix, property, type Test } from "./characters.ts";
import { NotFollowed, type Pattern, type Regex } from "./pattern.ts";

const infinite = Number.POSITIVE_INFINITY;
const newline = 10;

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27, "0": 0 };

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
  readonly #text: readonly string[];
  readonly #unicode: boolean;
  readonly #ungreedy: boolean;
  #flags: Flags;
  #at = 0;
  #depth = 0;

  constructor(text: readonly string[], flags: string) {
    this.#text = text;
    this.#unicode = flags.includes("u");
    this.#ungreedy = flags.includes("U");
    const has = (flag: string): boolean => flags.includes(flag);
    this.#flags = { i: has("i"), m: has("m"), s: has("s"), x: has("x") };
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  #peek(offset = 0): string {
    return this.#text[this.#at + offset] ?? "";
  }

  #eat(text: string): boolean {
    if (!Array.from(text).every((character, i) => this.#peek(i) === character)) return false;
    this.#at += text.length;
    return true;
  }

  #until(end: string): string {
    let found = "";
    while (!this.done && this.#peek() !== end) found += this.#text[this.#at++];
    if (!this.#eat(end)) throw new NotFollowed("something is not closed");
    return found;
  }

  alternatives(): Pattern {
    if (++this.#depth > 50) throw new NotFollowed("deep nesting");
    const flags = this.#flags;
    const ways = [this.#sequence()];
    while (this.#eat("|")) ways.push(this.#sequence());
    this.#flags = flags;
    this.#depth--;
    return ways.length === 1 ? (ways[0] as Pattern) : { is: "any", parts: ways };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (!this.done && this.#peek() !== "|" && this.#peek() !== ")") {
      if (this.#flags.x && this.#skipped()) continue;
      const atom = this.#atom();
      if (atom !== undefined) parts.push(this.#quantified(atom));
    }
    return parts.length === 1 ? (parts[0] as Pattern) : { is: "all", parts };
  }

  /** White space and notes of an extended expression. */
  #skipped(): boolean {
    if (/^\s$/.test(this.#peek())) {
      this.#at++;
      return true;
    }
    if (!this.#eat("#")) return false;
    while (!this.done && this.#peek() !== "\n") this.#at++;
    return true;
  }

  #quantified(body: Pattern): Pattern {
    if (this.#flags.x) while (this.#skipped());
    const bounds = this.#bounds();
    if (bounds === undefined) return body;
    const [min, max] = bounds;
    if (max < min || (max !== infinite && max > 1000) || min > 1000) throw new NotFollowed("a large repetition");
    const possessive = this.#eat("+");
    const lazy = !possessive && this.#eat("?") !== this.#ungreedy;
    const repeat: Pattern = { is: "repeat", body, min, max, lazy };
    return this.#quantified(possessive ? { is: "atomic", body: repeat } : repeat);
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#eat("*")) return [0, infinite];
    if (this.#eat("+")) return [1, infinite];
    if (this.#eat("?")) return [0, 1];
    const match = /^\{(\d{1,5})(?:(,)(\d{1,5})?)?\}/.exec(this.#text.slice(this.#at, this.#at + 16).join(""));
    if (match === null) return undefined;
    this.#at += match[0].length;
    const min = Number(match[1]);
    return [min, match[2] === undefined ? min : match[3] === undefined ? infinite : Number(match[3])];
  }

  #atom(): Pattern | undefined {
    const character = this.#text[this.#at++] as string;
    switch (character) {
      case ".":
        return { is: "one", test: this.#flags.s ? () => true : not(exactly(newline)) };
      case "^":
        return at(this.#flags.m ? (text, i) => i === 0 || text[i - 1] === newline : (_, i) => i === 0);
      case "$":
        return at(this.#flags.m ? (text, i) => i === text.length || text[i] === newline : atEnd);
      case "(":
        return this.#group();
      case "[":
        return { is: "one", test: this.#class() };
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
    const unicode = this.#unicode;
    return (c) => test(c) || test(otherCase(c, unicode));
  }

  #group(): Pattern | undefined {
    if (!this.#eat("?")) return this.#captured(undefined);
    if (this.#eat(":")) return this.#closed();
    if (this.#eat(">")) return { is: "atomic", body: this.#closed() };
    if (this.#eat("=")) return { is: "look", body: this.#closed(), negative: false };
    if (this.#eat("!")) return { is: "look", body: this.#closed(), negative: true };
    if (this.#eat("#")) {
      this.#until(")");
      return undefined;
    }
    if (this.#eat("P<") || (this.#peek() === "<" && /\w/.test(this.#peek(1)) && this.#eat("<")))
      return this.#captured(this.#until(">"));
    if (this.#eat("'")) return this.#captured(this.#until("'"));
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
    if (!this.#eat(")")) throw new NotFollowed("an unbalanced parenthesis");
    return body;
  }

  /** `(?i)` for the rest of the group, `(?i:...)` for itself. */
  #inlineFlags(): Pattern | undefined {
    const before = this.#flags;
    let on = true;
    for (;;) {
      const flag = this.#text[this.#at++] ?? "";
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
    const name = this.#text[this.#at++] ?? "";
    const unicode = this.#unicode;
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
        this.#at--;
        return { is: "one", test: this.#cased(this.#classCharacter().test) };
    }
  }

  #named(): Pattern {
    const open = this.#text[this.#at++] ?? "";
    const close = { "<": ">", "{": "}", "'": "'" }[open];
    const index = close === undefined ? undefined : this.names.get(this.#until(close));
    if (index === undefined) throw new NotFollowed("a reference");
    return { is: "back", index };
  }

  #reference(first: string): Pattern {
    let digits = first;
    while (/\d/.test(this.#peek())) digits += this.#text[this.#at++];
    if (Number(digits) > this.groups) throw new NotFollowed("a reference");
    return { is: "back", index: Number(digits) };
  }

  /** What follows a backslash where one character is meant: a class or one character, then `code`. */
  #classCharacter(): { readonly test: Test; readonly code?: number } {
    const name = this.#text[this.#at++] ?? "";
    const known = classEscape(name, this.#unicode);
    if (known !== undefined) return { test: known };
    if (name === "p" || name === "P") {
      if (!this.#unicode) throw new NotFollowed("a property");
      const of = this.#eat("{") ? this.#until("}") : (this.#text[this.#at++] ?? "");
      const test = property(of.replace(/^\^/, ""));
      return { test: (name === "P") !== of.startsWith("^") ? not(test) : test };
    }
    const code = name === "x" ? this.#hex() : controls[name];
    if (code !== undefined) return { test: exactly(code), code };
    if (/[A-Za-z0-9]/.test(name) || name === "") throw new NotFollowed(`\\${name}`);
    const own = name.codePointAt(0) as number;
    return { test: exactly(own), code: own };
  }

  #hex(): number {
    const digits = this.#eat("{")
      ? this.#until("}")
      : (/^[0-9a-fA-F]{0,2}/.exec(this.#peek() + this.#peek(1))?.[0] ?? "");
    if (this.#text[this.#at - 1] !== "}") this.#at += digits.length;
    const code = Number.parseInt(digits || "0", 16);
    if (Number.isNaN(code) || code > (this.#unicode ? 0x10ffff : 255)) throw new NotFollowed("a character");
    return code;
  }

  #class(): Test {
    const negative = this.#eat("^");
    const tests: Test[] = [];
    let first = true;
    while (first || this.#peek() !== "]") {
      if (this.done) throw new NotFollowed("something is not closed");
      tests.push(this.#member());
      first = false;
    }
    this.#at++;
    const any = this.#cased(either(...tests));
    return negative ? not(any) : any;
  }

  #member(): Test {
    if (this.#eat("[:")) {
      const name = this.#until(":");
      const test = posix[name.replace(/^\^/, "")];
      if (!this.#eat("]") || test === undefined) throw new NotFollowed("a class");
      return name.startsWith("^") ? not(test) : test;
    }
    const low = this.#single();
    if (low.code === undefined || this.#peek() !== "-" || this.#peek(1) === "]" || this.#peek(1) === "")
      return low.test;
    this.#at++;
    const high = this.#single();
    if (high.code === undefined || high.code < low.code) throw new NotFollowed("a range");
    return between(low.code, high.code);
  }

  #single(): { readonly test: Test; readonly code?: number } {
    const character = this.#text[this.#at++] ?? "";
    if (character === "\\") {
      if (this.#eat("b")) return { test: exactly(8), code: 8 };
      return this.#classCharacter();
    }
    const code = character.codePointAt(0);
    if (code === undefined) throw new NotFollowed("something is not closed");
    return { test: exactly(code), code };
  }
}

const at = (test: (text: readonly number[], position: number) => boolean): Pattern => ({ is: "at", test });

/** At the end or before a last line end. */
const atEnd = (text: readonly number[], i: number): boolean =>
  i === text.length || (i === text.length - 1 && text[i] === newline);
