import { escapedLetter } from "../escape-letters.ts";

const ESCAPE =
  /((?:\\x[0-9a-fA-F]{2})+)|\\(?:(x[0-9a-fA-F]|x\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\})|(\r?\n)|([^]))/g;

/**
 * Resolves escapes as Elixir does in strings, charlists and quoted atoms.
 * `\xHH` is a byte: bytes that are no UTF-8 become lone surrogates U+DC80 to U+DCFF, one for each byte.
 *
 * @returns undefined where an escape is not valid.
 */
export function unescape(text: string): string | undefined {
  if (!text.includes("\\")) return text;
  let valid = !text.endsWith("\\") || /(?:^|[^\\])(?:\\\\)+$/.test(text);
  const resolved = text.replace(ESCAPE, (_all, bytes?: string, character?: string, line?: string, letter?: string) => {
    if (bytes !== undefined) return decodeBytes(bytes);
    if (line !== undefined) return "";
    if (character !== undefined) {
      const codePoint = Number.parseInt(character.replace(/[xu{}]/g, ""), 16);
      if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) valid = false;
      else return String.fromCodePoint(codePoint);
    }
    if (letter === "x" || letter === "u") valid = false;
    return escapedLetter(letter ?? "");
  });
  return valid ? resolved : undefined;
}

/** @param escapes a run of `\xHH` */
function decodeBytes(escapes: string): string {
  const bytes = escapes
    .split("\\x")
    .slice(1)
    .map((digits) => Number.parseInt(digits, 16));
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] as number;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const character = Buffer.from(bytes.slice(at, at + length)).toString("utf8");
    if ([...character].length === 1 && character !== "\ufffd") {
      text += character;
      at += length;
    } else if (character === "\ufffd" && first === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) {
      text += character;
      at += length;
    } else {
      text += String.fromCharCode(0xdc00 + first);
      at += 1;
    }
  }
  return text;
}
