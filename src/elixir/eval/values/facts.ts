import { noNames as none, unionOf, type Names } from "./name-set.ts";
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
  readonly variables: ReadonlySet<string>;
}

const scalar: Facts = { weight: 1, depth: 0, unknown: undefined, variables: none };
const kept = new WeakMap<object, Facts>();

/** Facts of a value; linear in what was not asked before. */
export function facts(value: Value): Facts {
  switch (value.t) {
    case "atom":
    case "int":
    case "float":
      return value.variables === undefined ? scalar : { ...scalar, variables: value.variables };
    case "str":
      return { weight: 1 + value.v.length / 8, depth: 0, unknown: undefined, variables: value.variables ?? none };
    case "unknown":
      return { weight: 1, depth: 0, unknown: value, variables: value.variables ?? none };
    case "fn":
    case "quoted":
      return { weight: 4, depth: 0, unknown: undefined, variables: value.variables ?? none };
    default: {
      const known = kept.get(value);
      if (known !== undefined) return known;
      const made = sum(value);
      kept.set(value, made);
      return made;
    }
  }
}

/** Of all parts, those of a partial list that may be there too. Called for every list that code makes: no copies of them. */
function sum(value: Extract<Value, { t: "list" | "tuple" | "map" }>): Facts {
  let weight = 1;
  let depth = 0;
  let unknown = value.t === "tuple" ? undefined : value.open;
  let names: Names[] | undefined = unknown?.variables === undefined ? undefined : [unknown.variables];
  const add = (part: Value): void => {
    const of = facts(part);
    weight += of.weight;
    if (of.depth > depth) depth = of.depth;
    unknown ??= of.unknown;
    if (of.variables.size > 0) (names ??= []).push(of.variables);
  };
  if (value.t === "map") {
    for (const [key, held] of value.entries) {
      add(key);
      add(held);
    }
  } else {
    for (const item of value.items) add(item);
    if (value.t === "list" && value.maybe !== undefined) for (const item of value.maybe) add(item);
  }
  const variables = names === undefined ? (value.variables ?? none) : unionOf(value.variables ?? none, names);
  return { weight, depth: depth + 1, unknown, variables };
}
