import { escapedLetter } from "../../elixir/parse/escape-letters.ts";
import { describeCharacter, notData, syntaxError, type Cursor } from "./cursor.ts";
import { readQuoted } from "./quoted.ts";
import type { AtomTerm, FloatTerm, IntegerTerm } from "./term.ts";

/** Atoms that are operators (`:+`, `:<<>>`), longest first. From lib/elixir/src/elixir_tokenizer.erl. */
const operators: readonly string[] = (
  "..// <<>> ... %{} &&& ||| +++ --- === !== <<< >>> ~>> <<~ <~> <|> ~~~ ^^^ " +
  "{} .. && || ++ -- <> ** == != =~ <= >= |> ~> <~ <- \\\\ -> :: % & @ ! ^ + - * / < > = | ."
).split(" ");

/** The longest name of an atom, in bytes: what every Elixir accepts. The virtual machine's limit is 255 characters. */
const atomLimit = 255;

/** Reads what follows a `:`, from the colon on. */
export function readAtom(cursor: Cursor): AtomTerm {
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start + 1);
  cursor.at = start + 1;
  if (code === 0x22 || code === 0x27) return atom(cursor, readQuoted(cursor), start);
  const name = readName(cursor) ?? readOperator(cursor);
  if (name === undefined) {
    throw syntaxError(cursor, start, `":" is followed by ${describeCharacter(cursor, start + 1)}, not by a name`);
  }
  return atom(cursor, name, start);
}

/** An atom that ends where the cursor stands, if nothing else is said. */
export function atom(cursor: Cursor, name: string, start: number, end: number = cursor.at): AtomTerm {
  if (name.length * 3 > atomLimit && new TextEncoder().encode(name).length > atomLimit) {
    throw syntaxError(cursor, start, `an atom's name is longer than ${atomLimit} bytes`);
  }
  return { kind: "atom", name, start, end };
}

/** A key as in `name: value`, or undefined (the cursor unmoved) where none stands. Behind it a blank must follow. */
export function readBareKey(cursor: Cursor): AtomTerm | undefined {
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start);
  // What most values begin with, left out before all operators are tried.
  if (code === 0x3a || code === 0x5b || isDigit(code)) return undefined;
  if (code === 0x7b && cursor.text.charCodeAt(start + 1) !== 0x7d) return undefined;
  const name = readName(cursor) ?? readOperator(cursor);
  if (name !== undefined && takeKeyColon(cursor)) return atom(cursor, name, start, cursor.at - 1);
  cursor.at = start;
  return undefined;
}

/** Takes the colon of a key; false where there is none with a blank behind it. */
export function takeKeyColon(cursor: Cursor): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== 0x3a) return false;
  const next = cursor.text.charCodeAt(cursor.at + 1);
  if (next !== 0x20 && next !== 0x09 && next !== 0x0a && next !== 0x0d) return false;
  cursor.at++;
  return true;
}

/** A name as atoms have them: letters, digits, `_`, `@`, and at its end `?` or `!`. */
export function readName(cursor: Cursor): string | undefined {
  const { text, at: start } = cursor;
  let at = start;
  let ascii = true;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) ascii = false;
    else if (!isNamePart(code) || (at === start && (code === 0x40 || isDigit(code)))) break;
  }
  if (at === start || (!ascii && !isForeignName(text.slice(start, at)))) return undefined;
  const last = text.charCodeAt(at);
  if (last === 0x3f || last === 0x21) at++;
  cursor.at = at;
  return text.slice(start, at);
}

function isNamePart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x40 || isDigit(code)
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Elixir allows more scripts but forbids to mix them; of names outside ASCII only Latin ones are read without quotes. */
function isForeignName(name: string): boolean {
  return /^[_\p{Script=Latin}][\w@\p{Script=Latin}]*$/u.test(name) && name.normalize("NFKC") === name;
}

function readOperator(cursor: Cursor): string | undefined {
  const found = operators.find((operator) => cursor.text.startsWith(operator, cursor.at));
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const number =
  /0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|[0-9](?:_?[0-9])*(?:\.[0-9](?:_?[0-9])*(?:[eE][+-]?[0-9](?:_?[0-9])*)?)?/y;

/** Reads a number from its first digit on. `start` is where its sign stands. */
export function readNumber(cursor: Cursor, start: number, negative: boolean): IntegerTerm | FloatTerm {
  number.lastIndex = cursor.at;
  const digits = (number.exec(cursor.text)?.[0] ?? "").replaceAll("_", "");
  const first = cursor.at;
  cursor.at = number.lastIndex;
  const next = cursor.text.charCodeAt(cursor.at);
  if (digits === "" || isNamePart(next)) {
    throw syntaxError(cursor, first, "a number is followed by letters");
  }
  if (!digits.includes(".")) {
    const value = BigInt(digits);
    return { kind: "integer", value: negative ? -value : value, start, end: cursor.at };
  }
  const value = Number(digits);
  if (!Number.isFinite(value)) throw syntaxError(cursor, first, "a number is too large");
  return { kind: "float", value: negative ? -value : value, start, end: cursor.at };
}

/** Reads `?a` and `?\n`: the code of a character. */
export function readCharacter(cursor: Cursor): IntegerTerm {
  const start = cursor.at;
  const escaped = cursor.text.charCodeAt(start + 1) === 0x5c;
  const at = start + (escaped ? 2 : 1);
  const code = cursor.text.codePointAt(at);
  if (code === undefined) throw syntaxError(cursor, start, '"?" ends the file');
  const written = String.fromCodePoint(code);
  cursor.at = at + written.length;
  const value = (escaped ? escapedLetter(written) : written).codePointAt(0) as number;
  return { kind: "integer", value: BigInt(value), start, end: cursor.at };
}

/** Reads nil, true and false; every other bare word is code. */
export function readWord(cursor: Cursor): AtomTerm {
  const start = cursor.at;
  const name = readName(cursor);
  if (name === "nil" || name === "true" || name === "false") return atom(cursor, name, start);
  if (name === undefined) throw syntaxError(cursor, start, `${describeCharacter(cursor, start)} is not expected here`);
  if (cursor.text.charCodeAt(cursor.at) === 0x3a && cursor.text.charCodeAt(cursor.at + 1) !== 0x3a) {
    throw syntaxError(cursor, start, `the key ${name}: needs a value and a blank before it`);
  }
  throw notData(cursor, start, `the name ${name}`);
}
