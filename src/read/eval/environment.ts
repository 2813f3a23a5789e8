import { facts } from "./facts.ts";
import type { Value } from "./value.ts";

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
    all.add(name);
  }
  return all ?? a;
}

/** The same value, also made from these variables. */
export function taint<V extends Value>(value: V, names: Names | undefined): V {
  if (names === undefined || names.size === 0) return value;
  const all = union(value.env, names);
  return all === value.env ? value : { ...value, env: all };
}

/** Names of all environment variables that the value or any part of it was made from. */
export function environmentOf(value: Value): Names {
  return facts(value).env;
}
