import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../model/source.ts";

/** Where the reader stands in the text. */
export interface Cursor {
  readonly file: SourceFile;
  readonly text: string;
  /** No escape, interpolation or character outside of ASCII anywhere: a quoted text then ends at the next quote. */
  readonly plain: boolean;
  at: number;
  /** Whether what was read last is the key of a pair. */
  keyed: boolean;
}

export function cursorAt(file: SourceFile, at: number): Cursor {
  const { text } = file;
  // oxlint-disable-next-line no-control-regex -- the range is ASCII
  const plain = !text.includes("\\") && !text.includes("#{") && !/[^\x00-\x7f]/.test(text);
  return { file, text, plain, at, keyed: false };
}

export function syntaxError(cursor: Cursor, at: number, problem: string): FatalDiagnostic {
  return new FatalDiagnostic("lock-syntax", cursor.file.place(at), { problem });
}

/** For what Elixir would accept and run. */
export function notData(cursor: Cursor, at: number, what: string): FatalDiagnostic {
  return new FatalDiagnostic("lock-not-data", cursor.file.place(at), { what });
}

/** "x" in quotes, or the words for what cannot be shown: for messages about one character. */
export function describeCharacter(cursor: Cursor, at: number): string {
  const code = cursor.text.codePointAt(at);
  if (code === undefined) return "the end of the file";
  if (code === 10) return "the end of the line";
  if (code === 0x22) return "a string";
  if (code > 0x20 && code < 0x7f) return `"${String.fromCodePoint(code)}"`;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A conflict marker counts only at the start of a line, and only where no string is open. Git writes seven characters. */
const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})/;

/**
 * Skips blanks, ends of lines, comments and `\` before an end of line.
 * Returns whether an end of line was among them: Elixir allows no comma after one.
 */
export function skipBlank(cursor: Cursor): boolean {
  const { text } = cursor;
  let newline = false;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === 0x20 || code === 0x09) {
      cursor.at++;
    } else if (code === 0x0a || (code === 0x0d && text.charCodeAt(cursor.at + 1) === 0x0a)) {
      cursor.at += code === 0x0a ? 1 : 2;
      newline = true;
    } else if (code === 0x23) {
      skipComment(cursor);
    } else if (code === 0x5c && continuesLine(text, cursor.at)) {
      cursor.at += text.charCodeAt(cursor.at + 1) === 0x0a ? 2 : 3;
      if (cursor.at >= text.length) throw syntaxError(cursor, text.length, "a \\ ends the file");
    } else {
      if (code === 0x3c || code === 0x3d || code === 0x3e || code === 0x7c) refuseConflict(cursor);
      return newline;
    }
  }
}

function continuesLine(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === 0x0a || (next === 0x0d && text.charCodeAt(at + 2) === 0x0a);
}

function skipComment(cursor: Cursor): void {
  const { text } = cursor;
  for (; cursor.at < text.length; cursor.at++) {
    const code = text.charCodeAt(cursor.at);
    if (code === 0x0a) return;
    if (code > 0x7f) refuseBidi(cursor, cursor.at, code);
  }
}

function refuseConflict(cursor: Cursor): void {
  const { text, at } = cursor;
  if (at !== 0 && text.charCodeAt(at - 1) !== 0x0a) return;
  const marker = conflictMarker.exec(text.slice(at, at + 7))?.[0];
  if (marker !== undefined) throw new FatalDiagnostic("lock-conflict", cursor.file.place(at), { marker });
}

/** Characters that reorder what a person sees; Elixir refuses them too ("Trojan Source", CVE-2021-42574). */
export function refuseBidi(cursor: Cursor, at: number, code: number): void {
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) {
    throw syntaxError(cursor, at, `${describeCharacter(cursor, at)} changes the order in which text is shown`);
  }
}
