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

/** From a quote on: a string without interpolation up to its end, or what stands before the interpolation. */
const STRING = /"([^"\\\n#]*(?:#(?!\{)[^"\\\n#]*)*)(?="|#\{)/y;

/** A string that may hold a pattern. */
const PATTERN = /"[^"\\\n]*\*/;

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
  const namesIn = remembered((folder: string) => new Set(fs.list(folder).map(({ name }) => name)));
  /** With what a path may begin in a file of some folder. */
  const startsIn = remembered((folder: string) => {
    const names = [folder, ...bases].map(namesIn);
    const letters = new Set([DOT]);
    for (const each of names) for (const name of each) letters.add(name.charCodeAt(0));
    return { names, letters };
  });
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
      const starts = startsIn(folder);
      // Most code has no star at all, and that is found sooner.
      const mayBePattern = text.includes("*") && PATTERN.test(text);
      for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
        // Of most strings the first letter is the end.
        if (!mayBePattern && !starts.letters.has(text.charCodeAt(at + 1))) continue;
        STRING.lastIndex = at;
        const literal = STRING.exec(text)?.[1];
        if (literal === undefined) continue;
        // A dot, nothing and a pattern stand for what is there.
        const first = firstOf(literal);
        if (!isIn(starts.names, first) && !/^\.{0,2}$|[*?{[]/.test(first)) continue;
        if (!PATH.test(withoutSlashes(literal)) && !literal.includes("*")) continue;
        if (onlyReads) {
          const line = text.slice(text.lastIndexOf("\n", at) + 1, at + literal.length + 40);
          if (!CALLS.test(line)) continue;
        } else if (!isPath(literal)) {
          const around = text.slice(Math.max(0, at - 160), at + literal.length + 80);
          if (!READS.test(around)) continue;
        }
        const path = namedIn(folder, literal);
        if (path !== undefined) found.add(path);
      }
      for (const word of words(text)) {
        if (!isPath(word) || (!isIn(starts.names, firstOf(word)) && !/^\.{1,2}$/.test(firstOf(word)))) continue;
        const path = namedIn(folder, word);
        if (path !== undefined) found.add(path);
      }
      return [...found];
    },
  };
}

/** The words of sigils, `~w(docs/a.md docs/b.md)`, by the end of a sigil's bracket. */
function words(text: string): readonly string[] {
  if (!/~[wW]/.test(text)) return [];
  return [...text.matchAll(/~[wW](?:\(([^)]*)\)|\[([^\]]*)\]|\{([^}]*)\})/g)].flatMap(([, ...inside]) =>
    (inside.find((each) => each !== undefined) ?? "").split(/\s+/),
  );
}

const DOT = ".".charCodeAt(0);

/** Not a closure in the loop over strings: each round would make an object for it. */
const isIn = (sets: readonly ReadonlySet<string>[], name: string): boolean => sets.some((each) => each.has(name));

/** A function of one text that is asked for few of them again and again. */
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = make(text)));
    return value;
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
