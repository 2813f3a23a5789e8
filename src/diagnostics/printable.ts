import { maskCredentials } from "../model/credentials.ts";

/**
 * What a terminal would act on instead of show: C0 and C1 controls, DEL, and the characters that reorder or hide text
 * (bidirectional controls, zero-width ones, line and paragraph separators, tags).
 */
const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Text from a project -> text that is safe on a terminal: each such character becomes a visible escape (`\x1b`, `\u{202e}`).
 * Project files are not trusted: without this a string in a mix.lock could move the cursor or set the window's title.
 */
export function printable(text: string): string {
  return maskCredentials(text).replace(HOSTILE, (character) => {
    const point = character.codePointAt(0) as number;
    if (point === 0x09) return "  ";
    return point < 0x100 ? `\\x${point.toString(16).padStart(2, "0")}` : `\\u{${point.toString(16)}}`;
  });
}
