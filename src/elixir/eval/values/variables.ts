import { facts } from "./facts.ts";
import { union, type Names } from "./name-set.ts";
import type { Value } from "./value.ts";

export { noNames, union, type Names } from "./name-set.ts";

/** The same value, also made from these variables. */
export function taint<V extends Value>(value: V, names: Names | undefined): V {
  if (names === undefined || names.size === 0) return value;
  const all = union(value.variables, names);
  return all === value.variables ? value : { ...value, variables: all };
}

/** Names of all environment variables that the value or any part of it was made from. */
export function variablesOf(value: Value): Names {
  return facts(value).variables;
}
