const letters: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  d: "\u007f",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v",
};

/** Text with Elixir's escapes resolved (Macro.unescape_string/1). What is no escape keeps the character after the backslash. */
export function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{1,2})|u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|(\r?\n)|([^]))/g,
    (_, x1?: string, x2?: string, u1?: string, u2?: string, newline?: string, letter?: string) => {
      const hex = x1 ?? x2 ?? u1 ?? u2;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      }
      return newline !== undefined ? "" : (letters[letter as string] ?? (letter as string));
    },
  );
}
