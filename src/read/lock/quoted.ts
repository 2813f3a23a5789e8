import { escapedLetter } from "../../elixir/parse/escape-letters.ts";
import { notData, refuseBidi, syntaxError, type Cursor } from "./cursor.ts";

const doubleQuote = 0x22;

/**
 * Reads a quoted text, from its opening `"` or `'` to behind the closing one, and undoes the escapes
 * (Elixir's, see lib/elixir/src/elixir_interpolation.erl). Throws for interpolation: it is code.
 */
export function readQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const open = cursor.at;
  const quote = text.charCodeAt(open);
  if (cursor.plain) {
    const close = text.indexOf(quote === doubleQuote ? '"' : "'", open + 1);
    if (close !== -1) {
      cursor.at = close + 1;
      return text.slice(open + 1, close);
    }
  }
  let start = open + 1;
  let done = "";
  /** Set once `\xHH` gave a byte that is no character on its own. */
  let bytes: number[] | undefined;
  const append = (part: string): void => {
    if (bytes === undefined) done += part;
    else for (const byte of new TextEncoder().encode(part)) bytes.push(byte);
  };
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      append(text.slice(start, at));
      cursor.at = at + 1;
      return bytes === undefined ? done : decode(cursor, open, bytes);
    }
    if (code === 0x5c) {
      append(text.slice(start, at));
      const escape = readEscape(cursor, at);
      if (escape.byte === undefined) append(escape.text);
      else (bytes ??= [...new TextEncoder().encode(done)]).push(escape.byte);
      start = escape.end;
      at = start - 1;
    } else if (code === 0x23 && text.charCodeAt(at + 1) === 0x7b) {
      throw notData(cursor, at, "an interpolation");
    } else if (code > 0x7f) {
      refuseBidi(cursor, at, code);
    } else if (Number.isNaN(code)) {
      throw syntaxError(cursor, open, `a ${quote === doubleQuote ? "string" : "quoted text"} is never closed`);
    }
  }
}

interface Escape {
  readonly text: string;
  /** A byte of 0x80 or above: part of a character, or of none. */
  readonly byte?: number;
  /** Offset behind the escape. */
  readonly end: number;
}

function readEscape(cursor: Cursor, at: number): Escape {
  const { text } = cursor;
  const code = text.codePointAt(at + 1);
  if (code === undefined) throw syntaxError(cursor, at, "a quoted text is never closed");
  if (code === 0x78) return readHex(cursor, at);
  if (code === 0x75) return readUnicode(cursor, at);
  if (code === 0x0a) return { text: "", end: at + 2 };
  if (code === 0x0d && text.charCodeAt(at + 2) === 0x0a) return { text: "", end: at + 3 };
  if (code > 0x7f) refuseBidi(cursor, at + 1, code);
  return { text: escapedLetter(String.fromCodePoint(code)), end: at + (code > 0xffff ? 3 : 2) };
}

/** `\xHH` is a byte; the deprecated `\xH` and `\x{H...}` are code points. */
function readHex(cursor: Cursor, at: number): Escape {
  const digits = /^(?:([0-9A-Fa-f]{2})|([0-9A-Fa-f])|\{([0-9A-Fa-f]{1,6})\})/.exec(cursor.text.slice(at + 2, at + 10));
  if (digits === null) throw syntaxError(cursor, at, "\\x needs two hexadecimal digits");
  const end = at + 2 + digits[0].length;
  if (digits[1] === undefined) return codePoint(cursor, at, (digits[2] ?? digits[3]) as string, end);
  const byte = Number.parseInt(digits[1], 16);
  return byte < 0x80 ? { text: String.fromCharCode(byte), end } : { text: "", byte, end };
}

function readUnicode(cursor: Cursor, at: number): Escape {
  const digits = /^(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\})/.exec(cursor.text.slice(at + 2, at + 10));
  if (digits === null) throw syntaxError(cursor, at, "\\u needs four hexadecimal digits, or some in braces");
  return codePoint(cursor, at, (digits[1] ?? digits[2]) as string, at + 2 + digits[0].length);
}

function codePoint(cursor: Cursor, at: number, digits: string, end: number): Escape {
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw syntaxError(cursor, at, `there is no character with the code ${digits}`);
  }
  return { text: String.fromCodePoint(code), end };
}

function decode(cursor: Cursor, open: number, bytes: readonly number[]): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw syntaxError(cursor, open, "a quoted text holds bytes that are no UTF-8");
  }
}
