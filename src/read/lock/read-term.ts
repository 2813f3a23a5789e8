import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../model/source.ts";
import { cursorAt, describeCharacter, notData, skipBlank, syntaxError, type Cursor } from "./cursor.ts";
import { readQuoted } from "./quoted.ts";
import { atom, readAtom, readBareKey, readCharacter, readName, readNumber, readWord, takeKeyColon } from "./scalars.ts";
import type { AtomTerm, CharlistTerm, MapEntry, StringTerm, Term, TupleTerm } from "./term.ts";

/** Locks need six levels; deeper ones only serve to exhaust the stack. */
export const depthLimit = 100;

/**
 * Reads a file that holds one Elixir literal: what Code.string_to_quoted accepts and no code.
 * An empty file is nil, as Elixir evaluates it. Grammar: lib/elixir/src/elixir_parser.yrl.
 * Throws FatalDiagnostic (lock-syntax, lock-not-data, lock-conflict, lock-too-deep) with the place of the fault.
 */
export function readTerm(file: SourceFile): Term {
  return readWhole(file, (cursor) => readValue(cursor, 0));
}

/**
 * The same for a file whose root is a map or a list, one entry or item at a time: a lock is large, and terms that need
 * not be kept cost little. Anything else is returned, as `readTerm` does. Throws where readTerm throws, after the entries before.
 * `shortcut` may take an entry of a map itself: it moves the cursor behind a key and its value, or says false.
 */
export function readEntries(
  file: SourceFile,
  shortcut: (cursor: Cursor) => boolean,
  visit: (key: Term | undefined, value: Term) => void,
): Term | undefined {
  return readWhole(file, (cursor) => {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === 0x25) readMapEntries(cursor, 0, visit, shortcut);
    else if (code === 0x5b) readItems(cursor, 0x5d, "]", 0, (item) => visit(undefined, item));
    else return readValue(cursor, 0);
    return undefined;
  });
}

function readWhole<T>(file: SourceFile, read: (cursor: Cursor) => T): T | Term {
  const cursor = cursorAt(file, file.text.charCodeAt(0) === 0xfeff ? 1 : 0);
  skipTop(cursor);
  if (cursor.at >= cursor.text.length) return { kind: "atom", name: "nil", start: cursor.at, end: cursor.at };
  const whole = read(cursor);
  const end = cursor.at;
  const separated = skipTop(cursor);
  if (cursor.at < cursor.text.length) {
    const second = separated && cursor.at > end ? "a second expression" : describeCharacter(cursor, cursor.at);
    throw syntaxError(cursor, cursor.at, `${second} follows where the lock should end`);
  }
  return whole;
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

function readText(cursor: Cursor, start: number, double: boolean): StringTerm | CharlistTerm {
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
  const start = cursor.at;
  const items: Term[] = [];
  let pairs: Term[] | undefined;
  readItems(cursor, 0x7d, "}", depth, (item, keyed) => {
    if (!keyed) items.push(item);
    else if (items.length === 0) throw syntaxError(cursor, item.start, "a tuple cannot begin with a key");
    else (pairs ??= []).push(item);
  });
  if (pairs !== undefined) {
    items.push({ kind: "list", items: pairs, start: pairs[0]?.start as number, end: pairs.at(-1)?.end as number });
  }
  return { kind: "tuple", items, start, end: cursor.at };
}

function readList(cursor: Cursor, depth: number): Term {
  const start = cursor.at;
  const items: Term[] = [];
  readItems(cursor, 0x5d, "]", depth, (item) => items.push(item));
  return { kind: "list", items, start, end: cursor.at };
}

/** Reads from the opening character to behind `close`: values, then pairs of a key and a value (`keyed`). */
function readItems(
  cursor: Cursor,
  close: number,
  shown: string,
  depth: number,
  visit: (item: Term, keyed: boolean) => void,
): void {
  let keyed = false;
  cursor.at++;
  skipBlank(cursor);
  while (cursor.text.charCodeAt(cursor.at) !== close) {
    const item = readKeyOrValue(cursor, depth);
    if (cursor.keyed) visit(readPair(cursor, item as AtomTerm, depth), true);
    else if (keyed) throw syntaxError(cursor, item.start, "a value without a key stands behind a key");
    else visit(item, false);
    keyed ||= cursor.keyed;
    if (!takeComma(cursor)) break;
  }
  expect(cursor, close, shown, ",");
}

function readPair(cursor: Cursor, key: AtomTerm, depth: number): TupleTerm {
  skipBlank(cursor);
  const value = readValue(cursor, depth + 1);
  cursor.keyed = true;
  return { kind: "tuple", items: [key, value], start: key.start, end: value.end };
}

/** Reads a value, or a key and its colon; `cursor.keyed` says which it was. */
function readKeyOrValue(cursor: Cursor, depth: number): Term {
  const start = cursor.at;
  const code = cursor.text.charCodeAt(start);
  let term: Term | undefined;
  if (code === 0x22 || code === 0x27) {
    const text = readText(cursor, start, code === 0x22);
    if (cursor.text.charCodeAt(cursor.at) === 0x3a) {
      if (!takeKeyColon(cursor)) throw syntaxError(cursor, cursor.at, "a blank is missing behind the colon of a key");
      term = atom(cursor, text.value, start, text.end);
    } else {
      cursor.keyed = false;
      return text;
    }
  } else {
    term = readBareKey(cursor);
  }
  if (term !== undefined) {
    cursor.keyed = true;
    return term;
  }
  const value = readValue(cursor, depth + 1);
  cursor.keyed = false;
  return value;
}

/** `%{a => b, key: c}`: `=>` entries first. */
function readMap(cursor: Cursor, depth: number): Term {
  const start = cursor.at;
  const entries: MapEntry[] = [];
  readMapEntries(cursor, depth, (key, value) => entries.push({ key, value }));
  return { kind: "map", entries, start, end: cursor.at };
}

function readMapEntries(
  cursor: Cursor,
  depth: number,
  visit: (key: Term, value: Term) => void,
  shortcut?: (cursor: Cursor) => boolean,
): void {
  const start = cursor.at++;
  if (readName(cursor) !== undefined) throw notData(cursor, start, "a struct");
  expect(cursor, 0x7b, "{");
  let keyed = false;
  skipBlank(cursor);
  while (cursor.text.charCodeAt(cursor.at) !== 0x7d) {
    if (shortcut?.(cursor) === true) {
      keyed = true;
    } else {
      const key = readKeyOrValue(cursor, depth);
      if (!cursor.keyed) {
        if (keyed) throw syntaxError(cursor, key.start, "a value without a key stands behind a key");
        skipBlank(cursor);
        if (!cursor.text.startsWith("=>", cursor.at)) expect(cursor, -1, "=>");
        cursor.at += 2;
      }
      keyed = cursor.keyed;
      skipBlank(cursor);
      visit(key, readValue(cursor, depth + 1));
    }
    if (!takeComma(cursor)) break;
  }
  expect(cursor, 0x7d, "}", ",");
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

/** @param or what may stand there as well, for the message. */
function expect(cursor: Cursor, code: number, shown: string, or?: string): void {
  if (cursor.text.charCodeAt(cursor.at) !== code) {
    const wanted = or === undefined ? `"${shown}"` : `"${or}" or "${shown}"`;
    throw syntaxError(cursor, cursor.at, `${wanted} is expected, not ${describeCharacter(cursor, cursor.at)}`);
  }
  cursor.at++;
}
