/** rebar.config: a sequence of Erlang terms, each ended by a dot (`file:consult/1`). Only what names dependencies is kept. */

/** An Erlang term: atoms and numbers by their text, strings and binaries alike, tuples and lists by their parts. */
export type ErlangTerm =
  | { readonly kind: "atom" | "string" | "other"; readonly text: string }
  | { readonly kind: "tuple" | "list"; readonly items: readonly ErlangTerm[] };

/** The applications of `{deps, [...]}`: `name`, or tuples that begin with it. Undefined where the file cannot be read. */
export function rebarDependencies(text: string): readonly string[] | undefined {
  const terms = erlangTerms(text);
  if (terms === undefined) return undefined;
  const names: string[] = [];
  for (const term of terms) {
    const [key, value] = term.kind === "tuple" ? term.items : [];
    if (key?.kind !== "atom" || key.text !== "deps" || value?.kind !== "list") continue;
    for (const item of value.items) {
      const name = item.kind === "tuple" ? item.items[0] : item;
      if (name?.kind === "atom" || name?.kind === "string") names.push(name.text);
    }
  }
  return names;
}

/** The terms of a file; undefined where it holds something else. Nesting is bounded. */
export function erlangTerms(text: string): readonly ErlangTerm[] | undefined {
  const tokens = tokenise(text);
  if (tokens === undefined) return undefined;
  const terms: ErlangTerm[] = [];
  let at = 0;
  const read = (depth: number): ErlangTerm | undefined => {
    const token = tokens[at++];
    if (token === undefined || depth > MAX_DEPTH) return undefined;
    const close = CLOSING.get(token.text);
    if (token.kind !== "mark") return { kind: token.kind, text: token.text };
    if (close === undefined) return undefined;
    const items: ErlangTerm[] = [];
    // Maps and the tails of lists are read as more items: nobody asks what stands in them.
    while (tokens[at] !== undefined && tokens[at]?.text !== close) {
      if (tokens[at]?.kind === "mark" && SEPARATORS.has(tokens[at]?.text ?? "")) at++;
      else {
        const item = read(depth + 1);
        if (item === undefined) return undefined;
        items.push(item);
      }
    }
    at++;
    return { kind: close === "}" ? "tuple" : "list", items };
  };
  while (at < tokens.length) {
    const term = read(0);
    if (term === undefined || tokens[at++]?.text !== ".") return undefined;
    terms.push(term);
  }
  return terms;
}

const MAX_DEPTH = 100;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["#{", "}"],
  ["[", "]"],
  ["<<", ">>"],
]);
const SEPARATORS: ReadonlySet<string> = new Set([",", "|", "=>", ":=", "/"]);

interface Token {
  readonly kind: "atom" | "string" | "other" | "mark";
  readonly text: string;
}

const TOKEN =
  /(?<space>\s+|%[^\n]*)|(?<quoted>'(?:[^'\\]|\\[^])*')|(?<string>"(?:[^"\\]|\\[^])*")|(?<atom>[a-z][\w@]*)|(?<other>\$\\?[^]|-?\d[\w#]*(?:\.\d+(?:e[+-]?\d+)?)?|[A-Z_][\w@]*)|(?<mark><<|>>|#\{|=>|:=|[{}[\](),|.:/])/y;

function tokenise(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { quoted, string, atom, other, mark } = groups;
    if (quoted !== undefined) tokens.push({ kind: "atom", text: unquoted(quoted) });
    else if (string !== undefined) tokens.push({ kind: "string", text: unquoted(string) });
    else if (atom !== undefined) tokens.push({ kind: "atom", text: atom });
    else if (other !== undefined) tokens.push({ kind: "other", text: other });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
  }
  return tokens;
}

/** Escapes do not occur in names. */
function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}
