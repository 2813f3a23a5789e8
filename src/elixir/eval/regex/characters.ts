import { NotFollowed } from "./pattern.ts";

/** Whether a character belongs to a class. */
export type Test = (character: number) => boolean;

const between =
  (low: number, high: number): Test =>
  (c) =>
    c >= low && c <= high;
const either =
  (...tests: readonly Test[]): Test =>
  (c) =>
    tests.some((test) => test(c));
export const not =
  (test: Test): Test =>
  (c) =>
    !test(c);
export const exactly =
  (character: number): Test =>
  (c) =>
    c === character;

/** Erlang's tables for bytes are those of Latin 1; what they say of the bytes of other characters is not followed. */
const ascii =
  (test: Test): Test =>
  (c) => {
    if (c > 127) throw new NotFollowed("bytes of a character");
    return test(c);
  };

const digit = between(48, 57);
const lower = between(97, 122);
const upper = between(65, 90);
const letter = either(lower, upper);
const word = either(letter, digit, exactly(95));
const space = either(between(9, 13), exactly(32));
const blank = either(exactly(9), exactly(32));
/** `\h` and `\v` mean the same with and without `u` (pcrepattern(3), "Generic character types"). */
const horizontal = either(
  blank,
  ...[0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000].map((c) => exactly(c)),
  between(0x2000, 0x200a),
);
const vertical = either(between(10, 13), exactly(0x85), between(0x2028, 0x2029));

/** A Unicode property by its name, as JavaScript knows it. */
export function property(name: string): Test {
  let test: RegExp;
  try {
    test = new RegExp(`^\\p{${name}}$`, "u");
  } catch {
    throw new NotFollowed(name);
  }
  return (c) => test.test(String.fromCodePoint(c));
}

/** `\d`, `\w` and the like; with `u` they mean Unicode's classes. Undefined for other letters. */
export function classEscape(name: string, unicode: boolean): Test | undefined {
  const test = (() => {
    switch (name.toLowerCase()) {
      case "d":
        return unicode ? property("Nd") : digit;
      case "w":
        return unicode ? either(property("L"), property("N"), exactly(95)) : ascii(word);
      case "s":
        return unicode ? either(space, property("Z"), exactly(0x85)) : ascii(space);
      case "h":
        return horizontal;
      case "v":
        return vertical;
      default:
        return undefined;
    }
  })();
  if (test === undefined) return undefined;
  return name === name.toLowerCase() ? test : not(test);
}

/** `[:alpha:]` and its relatives, within brackets. */
export const posix: Readonly<Record<string, Test>> = {
  alpha: ascii(letter),
  digit: ascii(digit),
  alnum: ascii(either(letter, digit)),
  upper: ascii(upper),
  lower: ascii(lower),
  space: ascii(space),
  blank: ascii(blank),
  word: ascii(word),
  xdigit: ascii(either(digit, between(97, 102), between(65, 70))),
  punct: ascii((c) => c > 32 && c < 127 && !letter(c) && !digit(c)),
  print: ascii(between(32, 126)),
  graph: ascii(between(33, 126)),
  cntrl: ascii(either(between(0, 31), exactly(127))),
};

/** The character in its other case; itself where it has none. */
export function otherCase(character: number, unicode: boolean): number {
  if (!unicode && character > 127) throw new NotFollowed("bytes of a character");
  const text = String.fromCodePoint(character);
  const [small, tall] = [text.toLowerCase(), text.toUpperCase()];
  const other = small === text ? tall : small;
  const code = other.codePointAt(0) as number;
  return String.fromCodePoint(code) === other ? code : character;
}

export { between, either };
