import { between, classEscape, either, exactly, not, posix, property, type Test } from "./characters.ts";
import type { Cursor } from "./pattern-cursor.ts";
import { NotFollowed } from "./pattern.ts";

/** A character or a class of them; `code` where it is one character, which may begin or end a range. */
interface Character {
  readonly test: Test;
  readonly code?: number;
}

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27, "0": 0 };

const one = (code: number): Character => ({ test: exactly(code), code });

/** What follows a backslash where characters are meant. */
export function escapedCharacter(text: Cursor): Character {
  const name = text.next();
  const known = classEscape(name, text.unicode);
  if (known !== undefined) return { test: known };
  if (name === "p" || name === "P") return { test: namedProperty(text, name === "P") };
  const code = name === "x" ? hexadecimal(text) : controls[name];
  if (code !== undefined) return one(code);
  if (/[A-Za-z0-9]/.test(name) || name === "") throw new NotFollowed(`\\${name}`);
  return one(name.codePointAt(0) as number);
}

function namedProperty(text: Cursor, negative: boolean): Test {
  if (!text.unicode) throw new NotFollowed("a property");
  const of = text.eat("{") ? text.until("}") : text.next();
  const test = property(of.replace(/^\^/, ""));
  return negative !== of.startsWith("^") ? not(test) : test;
}

function hexadecimal(text: Cursor): number {
  let digits: string;
  if (text.eat("{")) digits = text.until("}");
  else {
    digits = /^[0-9a-fA-F]{0,2}/.exec(text.ahead(2))?.[0] ?? "";
    text.skip(digits.length);
  }
  const code = Number.parseInt(digits || "0", 16);
  if (Number.isNaN(code) || code > (text.unicode ? 0x10ffff : 255)) throw new NotFollowed("a character");
  return code;
}

/** `[...]` behind its opening bracket. `cased` makes a test of what is inside hold for the other case, too. */
export function brackets(text: Cursor, cased: (test: Test) => Test): Test {
  const negative = text.eat("^");
  const tests: Test[] = [];
  let first = true;
  while (first || text.peek() !== "]") {
    if (text.done) throw new NotFollowed("something is not closed");
    tests.push(member(text));
    first = false;
  }
  text.skip(1);
  const any = cased(either(...tests));
  return negative ? not(any) : any;
}

function member(text: Cursor): Test {
  if (text.eat("[:")) {
    const name = text.until(":");
    const test = posix[name.replace(/^\^/, "")];
    if (!text.eat("]") || test === undefined) throw new NotFollowed("a class");
    return name.startsWith("^") ? not(test) : test;
  }
  const low = single(text);
  if (low.code === undefined || text.peek() !== "-" || text.peek(1) === "]" || text.peek(1) === "") return low.test;
  text.skip(1);
  const high = single(text);
  if (high.code === undefined || high.code < low.code) throw new NotFollowed("a range");
  return between(low.code, high.code);
}

function single(text: Cursor): Character {
  const character = text.next();
  if (character === "\\") return text.eat("b") ? one(8) : escapedCharacter(text);
  const code = character.codePointAt(0);
  if (code === undefined) throw new NotFollowed("something is not closed");
  return one(code);
}
