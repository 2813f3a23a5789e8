import { escapedLetter } from "../elixir/parse/escape-letters.ts";
import { Malformed } from "../model/malformed.ts";
import { depthLimit, type ErlangTerm } from "./term.ts";

/**
 * Reads Erlang terms as text, each ended by a full stop: the format of `file:consult/1`, in which Hex writes metadata.config
 * and hex.config, and people rebar.config. Throws Malformed for anything else; nothing is executed.
 */
export function readErlangTerms(text: string): ErlangTerm[] {
  const reader: Reader = { text, at: 0 };
  const terms: ErlangTerm[] = [];
  for (skipBlank(reader); reader.at < text.length; skipBlank(reader)) {
    terms.push(readTerm(reader, 0));
    take(reader, ".");
  }
  return terms;
}

interface Reader {
  readonly text: string;
  at: number;
}

const blank = /(?:[\s\0]+|%[^\n]*)+/y;
const based = /[+-]?[0-9]+#[0-9A-Za-z]+(?:_[0-9A-Za-z]+)*/y;
const number = /[+-]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*(?:[eE][+-]?[0-9]+)?)?/y;
const bareAtom = /[a-z][A-Za-z0-9_@]*/y;

function skipBlank(reader: Reader): void {
  match(reader, blank);
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  reader.at += found?.length ?? 0;
  return found;
}

function takes(reader: Reader, token: string): boolean {
  skipBlank(reader);
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  return true;
}

function take(reader: Reader, token: string): void {
  if (!takes(reader, token)) throw malformed(reader, `"${token}" is missing`);
}

function malformed(reader: Reader, problem: string): Malformed {
  const line = reader.text.slice(0, reader.at).split("\n").length;
  return new Malformed(`no Erlang terms: ${problem} in line ${line}`);
}

function readTerm(reader: Reader, depth: number): ErlangTerm {
  if (depth > depthLimit) throw malformed(reader, "too deep nesting");
  if (takes(reader, "<<")) return readBinary(reader);
  if (takes(reader, "#{")) return { kind: "map", entries: readSequence(reader, "}", () => readEntry(reader, depth)) };
  if (takes(reader, "{")) {
    return { kind: "tuple", items: readSequence(reader, "}", () => readTerm(reader, depth + 1)) };
  }
  if (takes(reader, "[")) {
    return readList(reader, depth);
  }
  const first = reader.text[reader.at];
  if (first === '"') return { kind: "string", value: readStrings(reader) };
  if (first === "'") return { kind: "atom", name: readQuoted(reader, "'") };
  const atom = match(reader, bareAtom);
  if (atom !== undefined) return { kind: "atom", name: atom };
  if (first === "$") return { kind: "integer", value: BigInt(readCharacter(reader).codePointAt(0) as number) };
  const inBase = match(reader, based);
  if (inBase !== undefined) return { kind: "integer", value: integerInBase(reader, inBase) };
  const digits = match(reader, number)?.replaceAll("_", "");
  if (digits === undefined) throw malformed(reader, "a term is missing");
  return digits.includes(".")
    ? { kind: "float", value: Number(digits) }
    : { kind: "integer", value: BigInt(digits.replace("+", "")) };
}

/** `$a`, `$\n`: the code of a character. */
function readCharacter(reader: Reader): string {
  reader.at++;
  if (reader.text[reader.at] === "\\") return readEscape(reader);
  const code = reader.text.codePointAt(reader.at);
  if (code === undefined) throw malformed(reader, "a character is missing");
  const character = String.fromCodePoint(code);
  reader.at += character.length;
  return character;
}

/** `16#ff`: digits in a base of 2 to 36. */
function integerInBase(reader: Reader, text: string): bigint {
  const [head = "", digits = ""] = text.replaceAll("_", "").split("#");
  const base = BigInt(head.replace(/^[+-]/, ""));
  if (base < 2n || base > 36n) throw malformed(reader, "a number has a base that is none");
  let value = 0n;
  for (const character of digits) {
    const digit = BigInt(Number.parseInt(character, 36));
    if (digit >= base) throw malformed(reader, `a number of base ${base} has the digit ${character}`);
    value = value * base + digit;
  }
  return head.startsWith("-") ? -value : value;
}

/** `[a, b]`, and `[a | [b]]`, which is the same. */
function readList(reader: Reader, depth: number): ErlangTerm {
  const items: ErlangTerm[] = [];
  if (takes(reader, "]")) return { kind: "list", items };
  do items.push(readTerm(reader, depth + 1));
  while (takes(reader, ","));
  if (takes(reader, "|")) {
    const tail = readTerm(reader, depth + 1);
    if (tail.kind !== "list") throw malformed(reader, "a list ends in something that is no list");
    items.push(...tail.items);
  }
  take(reader, "]");
  return { kind: "list", items };
}

function readSequence<T>(reader: Reader, close: string, read: () => T): T[] {
  const items: T[] = [];
  if (takes(reader, close)) return items;
  do items.push(read());
  while (takes(reader, ","));
  take(reader, close);
  return items;
}

function readEntry(reader: Reader, depth: number): readonly [ErlangTerm, ErlangTerm] {
  const key = readTerm(reader, depth + 1);
  take(reader, "=>");
  return [key, readTerm(reader, depth + 1)];
}

/** `<<"text">>`, a byte for each character; `<<"text"/utf8>>`; `<<1,2,3>>`. */
function readBinary(reader: Reader): ErlangTerm {
  const parts = readSequence(reader, ">>", () => readSegment(reader));
  return { kind: "binary", bytes: parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts) };
}

function readSegment(reader: Reader): Uint8Array {
  skipBlank(reader);
  if (reader.text[reader.at] === '"') {
    const value = readStrings(reader);
    if (takes(reader, "/utf8")) return new TextEncoder().encode(value);
    // Some writers leave /utf8 out of what needs it.
    if (/[\u0100-\uffff]/.test(value)) return new TextEncoder().encode(value);
    return Buffer.from(value, "latin1");
  }
  const byte = Number(match(reader, number) ?? "-1");
  if (!Number.isInteger(byte) || byte < 0 || byte > 255) throw malformed(reader, "a byte is missing");
  return Uint8Array.of(byte);
}

/** Strings that follow each other are one: long ones are written so. */
function readStrings(reader: Reader): string {
  let value = "";
  do {
    value += readQuoted(reader, '"');
    skipBlank(reader);
  } while (reader.text[reader.at] === '"');
  return value;
}

function readQuoted(reader: Reader, quote: '"' | "'"): string {
  let value = "";
  let start = ++reader.at;
  for (;;) {
    const character = reader.text[reader.at];
    if (character === undefined) throw malformed(reader, "a quote is never closed");
    if (character === quote) break;
    if (character === "\\") {
      value += reader.text.slice(start, reader.at) + readEscape(reader);
      start = reader.at;
    } else {
      reader.at++;
    }
  }
  value += reader.text.slice(start, reader.at++);
  return value;
}

const escape = /\\(?:([0-7]{1,3})|x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|\^([@-_a-z])|([\s\S]))/y;

function readEscape(reader: Reader): string {
  escape.lastIndex = reader.at;
  const found = escape.exec(reader.text);
  if (found === null) throw malformed(reader, "an escape is cut off");
  reader.at = escape.lastIndex;
  const [, octal, braced, hex, control, other] = found;
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 31);
  if (other !== undefined) return other === "a" ? other : escapedLetter(other);
  const code = octal === undefined ? Number.parseInt((braced ?? hex) as string, 16) : Number.parseInt(octal, 8);
  if (code > 0x10ffff) throw malformed(reader, "an escape is no character");
  return String.fromCodePoint(code);
}
