import { joinPath, parentPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** Where texts of code are looked through for the files and folders that they name. */
export interface NamedPaths {
  /**
   * Absolute paths that strings of a file name and that exist, relative to `bases` or to the file's own folder: of a pattern the
   * folder that it is looked for in.
   * @param file absolute.
   * @param onlyReads takes only strings that stand in a line with a call which reads files.
   */
  in(file: string, text: string, onlyReads?: boolean): readonly string[];
  /** What one string names. */
  named(file: string, text: string): string | undefined;
}

/** A string without interpolation up to its end, or what stands before the interpolation. */
const STRING = /"([^"\\\n#]*(?:#(?!\{)[^"\\\n#]*)*)(?="|#\{)/g;

/** A path of several parts, or a file with a suffix. */
const PATH = /^[\w.@+-][\w .@+-]*(?:\/[^/"\\]+)*\/?$/;
const isPath = (text: string): boolean => /[./]/.test(text);

const CALLS = /\b(?:File|Path|Code|EEx)\./;

/** What stands beside the name of a file: calls that read it, and options that dependencies take files by. */
const READS =
  /\b(?:File|Path|Code|EEx|Application)\.|:code\.priv_dir|external_resource|embed_templates|\b(?:from|path|root|dir|folder|files?|templates?|source|content)\w*:/;

/**
 * @param bases absolute: the folders of the Mix projects, where code is compiled, and the one around them all.
 */
export function namedPaths(bases: readonly string[], fs: ReadFileSystem): NamedPaths {
  const names = new Map<string, ReadonlySet<string>>();
  const namesIn = (folder: string): ReadonlySet<string> => {
    let known = names.get(folder);
    if (known === undefined) names.set(folder, (known = new Set(fs.list(folder).map((entry) => entry.name))));
    return known;
  };
  const exists = (base: string, literal: string): string | undefined => {
    // Most strings are no paths: the first folder alone says so.
    const first = firstOf(literal);
    if (first !== ".." && first !== "." && !namesIn(base).has(first)) return undefined;
    const path = joinPath(base, literal);
    return fs.exists(path) ? path : undefined;
  };
  const namedIn = (folder: string, literal: string): string | undefined => {
    // Of a pattern the folders before it; of a path that goes on in code, too.
    const pattern = literal.search(/[*?{[]/);
    const fixed =
      withoutSlashes(pattern < 0 ? literal : literal.slice(0, literal.lastIndexOf("/", pattern) + 1)) || ".";
    // Steps up are joined to something that another string says.
    if (!PATH.test(fixed) || (fixed === literal && /^\.{1,2}(?:\/\.\.)*$/.test(fixed))) return undefined;
    const own = exists(folder, fixed);
    if (own !== undefined) return own;
    for (const base of bases) {
      const path = exists(base, fixed);
      if (path !== undefined) return path;
    }
    return undefined;
  };
  return {
    named: (file, text) => namedIn(parentPath(file), text),
    in(file, text, onlyReads = false) {
      const folder = parentPath(file);
      const found = new Set<string>();
      const starts = [folder, ...bases].map(namesIn);
      for (const match of text.matchAll(STRING)) {
        const literal = match[1] as string;
        // Of most strings this is the end. A dot, nothing and a pattern stand for what is there.
        const first = firstOf(literal);
        if (!starts.some((each) => each.has(first)) && !/^\.{0,2}$|[*?{[]/.test(first)) continue;
        if (!PATH.test(withoutSlashes(literal)) && !literal.includes("*")) continue;
        if (onlyReads) {
          const line = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index + literal.length + 40);
          if (!CALLS.test(line)) continue;
        } else if (!isPath(literal)) {
          const around = text.slice(Math.max(0, match.index - 160), match.index + literal.length + 80);
          if (!READS.test(around)) continue;
        }
        const path = namedIn(folder, literal);
        if (path !== undefined) found.add(path);
      }
      return [...found];
    },
  };
}

/** The first folder of a path. */
function firstOf(path: string): string {
  const slash = path.indexOf("/");
  return slash < 0 ? path : path.slice(0, slash);
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
