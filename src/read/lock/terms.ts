import { FatalDiagnostic } from "../../model/diagnostic.ts";
import type { SourceFile } from "../../model/source.ts";
import { describeCharacter, notData, skipBlank, syntaxError, type Cursor } from "./cursor.ts";
import { readQuoted } from "./quoted.ts";
import { atom, readAtom, readBareKey, readCharacter, readName, readNumber, readWord, takeKeyColon } from "./scalars.ts";
import type { AtomTerm, MapEntry, Term, TupleTerm } from "./term.ts";

/** Locks need six levels; deeper ones only serve to exhaust the stack. */
export const depthLimit = 100;

/**
 * Reads a file that holds one Elixir literal: what Code.string_to_quoted accepts and no code.
 * An empty file is nil, as Elixir evaluates it. Grammar: lib/elixir/src/elixir_parser.yrl.
 * Throws FatalDiagnostic (lock-syntax, lock-not-data, lock-conflict, lock-too-deep) with the place of the fault.
 */
export function readTerm(file: SourceFile): Term {
  const cursor: Cursor = { file, text: file.text, at: file.text.charCodeAt(0) === 0xfeff ? 1 : 0 };
  skipTop(cursor);
  if (cursor.at >= cursor.text.length) return { kind: "atom", name: "nil", start: cursor.at, end: cursor.at };
  const term = readValue(cursor, 0);
  const end = cursor.at;
  const separated = skipTop(cursor);
  if (cursor.at < cursor.text.length) {
    const second = separated && cursor.at > end ? "a second expression" : describeCharacter(cursor, cursor.at);
    throw syntaxError(cursor, cursor.at, `${second} follows where the lock should end`);
  }
  return term;
}

/** Blanks around the whole, where one `;` may stand. Returns whether something separates what is before from what comes. */
function skipTop(cursor: Cursor): boolean {
  const newline = skipBlank(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== 0x3b) return newline;
  cursor.at++;
  skipBlank(cursor);
  return true;
}

function readValue(cursor: Cursor, depth: number): Term {
  if (depth > depthLimit) {
    throw new FatalDiagnostic("lock-too-deep", cursor.file.place(cursor.at), { limit: String(depthLimit) });
  }
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start);
  switch (code) {
    case 0x22:
    case 0x27:
      return readText(cursor, start, code === 0x22);
    case 0x3a:
      return readAtom(cursor);
    case 0x7b:
      return readTuple(cursor, depth);
    case 0x5b:
      return readList(cursor, depth);
    case 0x25:
      return readMap(cursor, depth);
    case 0x28:
      return readParentheses(cursor, depth);
    case 0x2d:
    case 0x2b:
      return readSigned(cursor, start);
    case 0x3f:
      return readCharacter(cursor);
    case 0x7e:
      throw notData(cursor, start, "a sigil");
    default:
      return code >= 0x30 && code <= 0x39 ? readNumber(cursor, start, false) : readWord(cursor);
  }
}

function readText(cursor: Cursor, start: number, double: boolean): Term {
  if (cursor.text.startsWith(double ? '"""' : "'''", start)) throw notData(cursor, start, "a heredoc");
  const value = readQuoted(cursor);
  return { kind: double ? "string" : "charlist", value, start, end: cursor.at };
}

function readSigned(cursor: Cursor, start: number): Term {
  const negative = cursor.text.charCodeAt(start) === 0x2d;
  cursor.at++;
  skipBlank(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code >= 0x30 && code <= 0x39) return readNumber(cursor, start, negative);
  throw syntaxError(cursor, start, `"${negative ? "-" : "+"}" is not followed by a number`);
}

function readParentheses(cursor: Cursor, depth: number): Term {
  cursor.at++;
  skipBlank(cursor);
  const term = readValue(cursor, depth + 1);
  skipBlank(cursor);
  expect(cursor, 0x29, ")");
  return term;
}

/** `{a, b, key: c}`: keys at the end make one keyword list, and may not come first. */
function readTuple(cursor: Cursor, depth: number): Term {
  const start = cursor.at++;
  const items: Term[] = [];
  const pairs = readItems(cursor, 0x7d, "}", items, depth);
  if (pairs.length > 0) {
    const first = pairs[0] as TupleTerm;
    if (items.length === 0) throw syntaxError(cursor, first.start, "a tuple cannot begin with a key");
    items.push({ kind: "list", items: pairs, start: first.start, end: (pairs.at(-1) as TupleTerm).end });
  }
  return { kind: "tuple", items, start, end: cursor.at };
}

function readList(cursor: Cursor, depth: number): Term {
  const start = cursor.at++;
  const items: Term[] = [];
  for (const pair of readItems(cursor, 0x5d, "]", items, depth)) items.push(pair);
  return { kind: "list", items, start, end: cursor.at };
}

/** Reads what stands before `close` and takes that too: values into `items`; the pairs that may follow are returned. */
function readItems(cursor: Cursor, close: number, shown: string, items: Term[], depth: number): TupleTerm[] {
  const pairs: TupleTerm[] = [];
  skipBlank(cursor);
  while (cursor.text.charCodeAt(cursor.at) !== close) {
    const start = cursor.at;
    const read = readKeyOrValue(cursor, depth);
    if (read.key) pairs.push(readPair(cursor, read.term, depth));
    else if (pairs.length === 0) items.push(read.term);
    else throw syntaxError(cursor, start, "a value without a key stands behind a key");
    if (!takeComma(cursor)) break;
  }
  expect(cursor, close, shown);
  return pairs;
}

function readPair(cursor: Cursor, key: AtomTerm, depth: number): TupleTerm {
  skipBlank(cursor);
  const value = readValue(cursor, depth + 1);
  return { kind: "tuple", items: [key, value], start: key.start, end: value.end };
}

type KeyOrValue = { readonly key: true; readonly term: AtomTerm } | { readonly key: false; readonly term: Term };

function readKeyOrValue(cursor: Cursor, depth: number): KeyOrValue {
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start);
  if (code !== 0x22 && code !== 0x27) {
    const bare = readBareKey(cursor);
    return bare === undefined ? { key: false, term: readValue(cursor, depth + 1) } : { key: true, term: bare };
  }
  const text = readText(cursor, start, code === 0x22) as Term & { readonly value: string };
  if (cursor.text.charCodeAt(cursor.at) !== 0x3a) return { key: false, term: text };
  if (!takeKeyColon(cursor)) throw syntaxError(cursor, cursor.at, "a blank is missing behind the colon of a key");
  return { key: true, term: atom(cursor, text.value, start, text.end) };
}

/** `%{a => b, key: c}`: `=>` entries first. */
function readMap(cursor: Cursor, depth: number): Term {
  const start = cursor.at;
  cursor.at++;
  if (readName(cursor) !== undefined) throw notData(cursor, start, "a struct");
  expect(cursor, 0x7b, "{");
  const entries: MapEntry[] = [];
  let keyed = false;
  skipBlank(cursor);
  while (cursor.text.charCodeAt(cursor.at) !== 0x7d) {
    const at = cursor.at;
    const read = readKeyOrValue(cursor, depth);
    if (!read.key) {
      if (keyed) throw syntaxError(cursor, at, "a value without a key stands behind a key");
      skipBlank(cursor);
      if (!cursor.text.startsWith("=>", cursor.at)) expect(cursor, -1, "=>");
      cursor.at += 2;
    }
    keyed = read.key;
    skipBlank(cursor);
    entries.push({ key: read.term, value: readValue(cursor, depth + 1) });
    if (!takeComma(cursor)) break;
  }
  expect(cursor, 0x7d, "}");
  return { kind: "map", entries, start, end: cursor.at };
}

/** Takes the comma behind an element and what is blank around it. */
function takeComma(cursor: Cursor): boolean {
  const newline = skipBlank(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== 0x2c) return false;
  if (newline) throw syntaxError(cursor, cursor.at, "a comma cannot begin a line");
  cursor.at++;
  skipBlank(cursor);
  return true;
}

function expect(cursor: Cursor, code: number, shown: string): void {
  if (cursor.text.charCodeAt(cursor.at) !== code) {
    throw syntaxError(cursor, cursor.at, `"${shown}" is expected, not ${describeCharacter(cursor, cursor.at)}`);
  }
  cursor.at++;
}
