import { maximumNames } from "../bounds.ts";

/** Names of environment variables. */
export type Names = ReadonlySet<string>;

export const noNames: Names = new Set();

/** Both together; gives one of the two back where it holds the other. */
export function union(a: Names | undefined, b: Names | undefined): Names {
  if (b === undefined || b.size === 0 || a === b) return a ?? noNames;
  if (a === undefined || a.size === 0) return b;
  return unionOf(a, [b]);
}

/** All together. */
export function unionOf(first: Names, others: Iterable<Names>): Names {
  let all: Set<string> | undefined;
  for (const names of others) {
    if (names === first || names.size === 0) continue;
    for (const name of names) {
      if ((all ?? first).has(name)) continue;
      if ((all ?? first).size >= maximumNames) return all ?? first;
      all ??= new Set(first);
      all.add(name);
    }
  }
  return all ?? first;
}
