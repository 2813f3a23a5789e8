import { maximumNames } from "./bounds.ts";

/** Names of environment variables. */
export type Names = ReadonlySet<string>;

export const noNames: Names = new Set();

/** Both together; gives one of the two back where it holds the other. */
export function union(a: Names | undefined, b: Names | undefined): Names {
  if (b === undefined || b.size === 0) return a ?? noNames;
  if (a === undefined || a.size === 0) return b;
  let all: Set<string> | undefined;
  for (const name of b) {
    if (a.has(name)) continue;
    all ??= new Set(a);
    if (all.size >= maximumNames) break;
    all.add(name);
  }
  return all ?? a;
}
