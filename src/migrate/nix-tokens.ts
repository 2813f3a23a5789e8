/** A piece of Nix source: what it is, its text, and where it begins and ends. */
export interface Token {
  /** "text" is what stands in a string, escapes as written; marks stand for themselves: `{`, `${`, `"`, `''`, `=`. */
  readonly kind: "name" | "path" | "number" | "text" | "mark";
  readonly text: string;
  readonly start: number;
}

const space = /\s+|#[^\n]*/y;
const name = /[A-Za-z_][\w'-]*/y;
// As in Nix's lexer (src/libexpr/lexer.l): PATH, HPATH, SPATH and URI. What stands before the first mark is bounded: it is looked for at
// each name anew.
const path = /~?[\w.+-]{0,255}(?:\/[\w.+-]+)+\/?|<[\w.+-]+(?:\/[\w.+-]+)*>/y;
const uri = /[A-Za-z][\w+.-]{0,31}:[\w%/?:@&=+$,.!~*'-]+/y;
const number = /\d+(?:\.\d*)?/y;

/**
 * The tokens of Nix source, comments left out. Tolerant: what is no Nix becomes marks of one character, and a string that does not end
 * goes on to the end. In proportion to the text, however deep it nests.
 */
export function nixTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  /** What ends the innermost thing that is open. */
  const open: ("}" | ")" | "]" | '"' | "''")[] = [];
  let at = 0;
  const mark = (text: string): void => {
    tokens.push({ kind: "mark", text, start: at });
    at += text.length;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    const inside = open.at(-1);
    if (inside === '"' || inside === "''") {
      const end = endOfText(source, at, inside);
      if (end > at) tokens.push({ kind: "text", text: source.slice(at, end), start: at });
      at = end;
      if (source.startsWith("${", at)) {
        mark("${");
        open.push("}");
      } else if (at < source.length) {
        mark(inside);
        open.pop();
      }
      continue;
    }
    const blank = match(space);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      at = end === -1 ? source.length : end + 2;
      continue;
    }
    const string = source.startsWith("''", at) ? "''" : source[at] === '"' ? '"' : undefined;
    if (string !== undefined) {
      mark(string);
      open.push(string);
      continue;
    }
    const word =
      token("path", match(uri) ?? match(path)) ?? token("name", match(name)) ?? token("number", match(number));
    if (word !== undefined) {
      tokens.push({ ...word, start: at });
      at += word.text.length;
      continue;
    }
    const one = source.startsWith("${", at) ? "${" : source.startsWith("//", at) ? "//" : (source[at] as string);
    if (one === "{" || one === "${") open.push("}");
    else if (one === "(") open.push(")");
    else if (one === "[") open.push("]");
    else if (one === inside) open.pop();
    mark(one);
  }
  return tokens;
}

const token = (kind: "path" | "name" | "number", text: string | undefined): Omit<Token, "start"> | undefined =>
  text === undefined ? undefined : { kind, text };

/** Where the text of a string stops: at its end, or at `${`. */
function endOfText(source: string, from: number, end: '"' | "''"): number {
  for (let at = from; at < source.length; at++) {
    if (end === '"') {
      if (source[at] === "\\") at++;
      else if (source[at] === '"' || source.startsWith("${", at)) return at;
      else if (source.startsWith("$$", at)) at++;
    } else if (source.startsWith("''", at)) {
      // ''$ ''\ and ''' are escapes.
      if (!/['$\\]/.test(source[at + 2] ?? "")) return at;
      at += source[at + 2] === "\\" ? 3 : 2;
    } else if (source.startsWith("${", at)) return at;
    else if (source.startsWith("$$", at)) at++;
  }
  return source.length;
}

const closing: Readonly<Record<string, string>> = { "{": "}", "${": "}", "(": ")", "[": "]" };

/** For each token that opens something the index of the one that closes it; where none does, of the last. */
export function pairsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: { readonly index: number; readonly end: string }[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== "mark") continue;
    if (open.at(-1)?.end === text) {
      pairs.set((open.pop() as { index: number }).index, index);
      continue;
    }
    const end = text === '"' || text === "''" ? text : closing[text];
    if (end !== undefined) open.push({ index, end });
  }
  for (const { index } of open) pairs.set(index, tokens.length - 1);
  return pairs;
}
