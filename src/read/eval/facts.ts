import { noNames as none, unionOf, type Names } from "./names.ts";
import type { UnknownValue, Value } from "./value.ts";

/**
 * What is known of a value with all of its parts. Kept per object, so that values which share parts
 * (`x = {x, x}` again and again) cost no more than they hold in memory.
 */
export interface Facts {
  /** Number of nodes as a tree, strings by their length. */
  readonly weight: number;
  readonly depth: number;
  /** The first part that is not known, or why a list or map is partial. */
  readonly unknown: UnknownValue | undefined;
  readonly env: ReadonlySet<string>;
}

const scalar: Facts = { weight: 1, depth: 0, unknown: undefined, env: none };
const kept = new WeakMap<object, Facts>();

/** Facts of a value; linear in what was not asked before. */
export function facts(value: Value): Facts {
  switch (value.t) {
    case "atom":
    case "int":
    case "float":
      return value.env === undefined ? scalar : { ...scalar, env: value.env };
    case "str":
      return { weight: 1 + value.v.length / 8, depth: 0, unknown: undefined, env: value.env ?? none };
    case "unknown":
      return { weight: 1, depth: 0, unknown: value, env: value.env ?? none };
    case "fn":
    case "quoted":
      return { weight: 4, depth: 0, unknown: undefined, env: value.env ?? none };
    default: {
      const known = kept.get(value);
      if (known !== undefined) return known;
      const made = sum(value, value.t === "map" ? value.entries.flat() : value.items);
      kept.set(value, made);
      return made;
    }
  }
}

function sum(value: Extract<Value, { t: "list" | "tuple" | "map" }>, parts: readonly Value[]): Facts {
  let weight = 1;
  let depth = 0;
  let unknown = value.t === "tuple" ? undefined : value.open;
  const names: Names[] = unknown?.env === undefined ? [] : [unknown.env];
  const maybe = value.t === "list" ? (value.maybe ?? []) : [];
  for (const group of [parts, maybe]) {
    for (const part of group) {
      const of = facts(part);
      weight += of.weight;
      if (of.depth > depth) depth = of.depth;
      unknown ??= of.unknown;
      if (of.env.size > 0) names.push(of.env);
    }
  }
  const env = names.length === 0 ? (value.env ?? none) : unionOf(value.env ?? none, names);
  return { weight, depth: depth + 1, unknown, env };
}
