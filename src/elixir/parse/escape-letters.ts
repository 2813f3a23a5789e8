/**
 * One-letter escapes that do not stand for themselves, in Elixir's quoted texts (lib/elixir/src/elixir_interpolation.erl,
 * unescape_map/1). Erlang has the same ones but for `\\0` and `\\a`.
 */
const letters: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  d: "\x7f",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v",
};

/** The character that a backslash and this one stand for; itself where the escape has no meaning. */
export function escapedLetter(letter: string): string {
  return Object.hasOwn(letters, letter) ? (letters[letter] as string) : letter;
}
