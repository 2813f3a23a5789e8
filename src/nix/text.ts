/** Words of Nix: how text from a project is written so that it stays text. After Nix's own lexer (src/libexpr/lexer.l). */

const keywords: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "assert",
  "with",
  "let",
  "in",
  "rec",
  "inherit",
  "or",
]);

const identifierShape = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/** Whether `name` can stand in Nix as a bare identifier or attribute name. */
export function isIdentifier(name: string): boolean {
  return identifierShape.test(name) && !keywords.has(name);
}

/** The name as an identifier. Throws on anything else: names of variables are ours, never a project's. */
export function identifier(name: string): string {
  if (!isIdentifier(name)) throw new Error(`not a Nix identifier: ${JSON.stringify(name)}`);
  return name;
}

/** An attribute's name, quoted where it has to be. */
export function attribute(name: string): string {
  return isIdentifier(name) ? name : `"${escapeText(name)}"`;
}

/**
 * Text for the inside of a "..." string. `beforeInterpolation`: `${` follows, so that a last `$` needs an escape.
 * Throws on what a Nix string cannot hold: NUL, and half of a surrogate pair.
 */
export function escapeText(text: string, beforeInterpolation = false): string {
  if (!special.test(text)) return text;
  assertWritable(text);
  const escaped = text.replace(/["\\\n\r\t]|\$\{/g, (found) => escapes[found] as string);
  return beforeInterpolation && escaped.endsWith("$") ? `${escaped.slice(0, -1)}\\$` : escaped;
}

/** Text for one line of a string between two single quotes. Throws on what cannot stand there: control characters have no escape. */
export function escapeLine(text: string): string {
  assertWritable(text);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f]/.test(text)) throw new Error(`a line with control characters: ${JSON.stringify(text)}`);
  // Quotes that would run into an escape or end the string are written one by one.
  return text.replace(/'(?=\$\{)|'{2,}|\$\{/g, (found) => (found === "${" ? "''${" : found.replaceAll("'", "''\\'")));
}

/** Whatever is not easily seen to be plain: most text has none of it. */
// oxlint-disable-next-line no-control-regex
const special = /["$\\\u0000-\u001f\ud800-\udfff]/;

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "${": "\\${",
};

/** Lines of a comment without the `#`: line ends split it, other control characters and lone surrogates do not survive. */
export function commentLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).map((line) => {
    // oxlint-disable-next-line no-control-regex
    const clean = line.replace(/[\u0000-\u001f\u007f]|\p{Surrogate}/gu, " ");
    return clean.trimEnd() === "" ? "#" : `# ${clean.trimEnd()}`;
  });
}

export function assertWritable(text: string): void {
  if (text.includes("\0")) throw new Error(`a Nix string cannot hold NUL: ${JSON.stringify(text)}`);
  if (/\p{Surrogate}/u.test(text)) throw new Error(`text with half of a surrogate pair: ${JSON.stringify(text)}`);
}
