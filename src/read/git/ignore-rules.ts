/** One line of a .gitignore. */
export interface IgnoreRule {
  /** As it is written, for people. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** `!`: what it matches is not ignored. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Matches paths relative to the folder of the file. */
  readonly pattern: RegExp;
}

/** The rules of a .gitignore, in its order; the last one that matches holds. Source: gitignore(5). */
export function parseIgnoreRules(text: string): readonly IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((line, index) => ruleOf(line, index + 1) ?? []);
}

function ruleOf(written: string, line: number): IgnoreRule | undefined {
  const text = written.replace(/(?<!\\)[ \t]+$/, "");
  if (text === "" || text.startsWith("#")) return undefined;
  const negated = text.startsWith("!");
  const body = negated ? text.slice(1) : text;
  const foldersOnly = body.endsWith("/");
  const glob = body.replace(/\/+$/, "").replace(/^\\([#!])/, "$1");
  if (glob === "") return undefined;
  // With a slash that is not at the end it starts at the file's folder, else it matches a name anywhere.
  const anchored = glob.includes("/");
  const source = expressionOf(glob.replace(/^\//, ""));
  return { text, line, negated, foldersOnly, pattern: new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}$`, "su") };
}

/** `*` and `?` stop at slashes, `**` between slashes is any number of folders. */
function expressionOf(glob: string): string {
  let source = "";
  for (let at = 0; at < glob.length;) {
    const rest = glob.slice(at);
    const folders = /^\*\*\//.exec(rest);
    if (folders !== null && (at === 0 || glob[at - 1] === "/")) {
      source += "(?:.*/)?";
      at += 3;
      continue;
    }
    if (rest === "**" && (at === 0 || glob[at - 1] === "/")) return `${source}.*`;
    const stars = /^\*+/.exec(rest);
    if (stars !== null) {
      source += "[^/]*";
      at += stars[0].length;
      continue;
    }
    const set = /^\[([!^]?)(\]?[^\]]*)\]/.exec(rest);
    if (set !== null) {
      source += characters(set[1] !== "", set[2] as string);
      at += set[0].length;
      continue;
    }
    const escaped = rest[0] === "\\" && rest.length > 1;
    const character = [...(escaped ? rest.slice(1) : rest)][0] as string;
    source += !escaped && character === "?" ? "[^/]" : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
    at += character.length + (escaped ? 1 : 0);
  }
  return source;
}

/** A set of characters, none of which is a slash. An order that is no range matches nothing. */
function characters(negated: boolean, body: string): string {
  const inside = body.replace(/\\?([\\^\][])/g, "\\$1");
  try {
    new RegExp(`[${inside}]`, "u");
  } catch {
    return "(?!)";
  }
  return `(?!/)[${negated ? "^" : ""}${inside}]`;
}
