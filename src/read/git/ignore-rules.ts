import { globMatcher } from "../../text/glob.ts";
import { trimEnd } from "../../text/trim-end.ts";

/** One line of a .gitignore. */
export interface IgnoreRule {
  /** As it is written, for people. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** `!`: what it matches is not ignored. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Whether it matches a path relative to the folder of the file. */
  readonly matches: (path: string) => boolean;
}

/** The rules of a .gitignore, in its order; the last one that matches holds. Source: gitignore(5). */
export function parseIgnoreRules(text: string): readonly IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((line, index) => ruleOf(line, index + 1) ?? []);
}

function ruleOf(written: string, line: number): IgnoreRule | undefined {
  const bare = trimEnd(written, " \t");
  // A blank after a backslash belongs to the name.
  const text = bare.endsWith("\\") ? written.slice(0, bare.length + 1) : bare;
  if (text === "" || text.startsWith("#")) return undefined;
  const negated = text.startsWith("!");
  const body = negated ? text.slice(1) : text;
  const foldersOnly = body.endsWith("/");
  const glob = trimEnd(body, "/").replace(/^\\([#!])/, "$1");
  if (glob === "") return undefined;
  // With a slash that is not at the end it starts at the file's folder, else it matches a name anywhere.
  const anchored = glob.includes("/");
  const segments = glob.replace(/^\//, "").split("/");
  return { text, line, negated, foldersOnly, matches: pathMatcher(anchored ? segments : ["**", ...segments]) };
}

type Segment = "any number" | ((name: string) => boolean);

/**
 * `*` and `?` stop at slashes, `**` between slashes is any number of folders, at the end all that lies below. As in one segment, the last
 * `**` takes one folder more whenever what follows does not fit, so that nothing is tried twice. A set that is not closed matches nothing.
 */
function pathMatcher(written: readonly string[]): (path: string) => boolean {
  const last = written.length - 1;
  const segments = written.flatMap((segment, index): readonly Segment[] => {
    if (segment === "**" && index < last) return ["any number"];
    if (segment === "**") return [() => true, "any number"];
    return [globMatcher(segment, "git") ?? (() => false)];
  });
  return (path) => {
    const names = path.split("/");
    let [at, star, mark] = [0, -1, 0];
    for (let index = 0; index < names.length;) {
      const segment = segments[at];
      if (segment === "any number") {
        star = at++;
        mark = index;
      } else if (segment?.(names[index] as string) === true) {
        at++;
        index++;
      } else if (star !== -1) {
        at = star + 1;
        index = ++mark;
      } else return false;
    }
    while (segments[at] === "any number") at++;
    return at === segments.length;
  };
}
