import type { Value } from "./value.ts";

/** True, false, or undefined where it depends on what is not known. */
export type Maybe = boolean | undefined;

/** Elixir's `===` (`strict`) and `==` (1 == 1.0 there). Functions and code are never known to be equal. */
export function equal(a: Value, b: Value, strict: boolean): Maybe {
  if (a === b && a.t !== "unknown") {
    if (a.t !== "list" && a.t !== "tuple" && a.t !== "map") return true;
  }
  if (a.t === "unknown" || b.t === "unknown") return undefined;
  if (a.t === "quoted" || b.t === "quoted") return undefined;
  switch (a.t) {
    case "atom":
    case "str":
      return a.t === b.t && a.v === (b as typeof a).v;
    case "int":
    case "float":
      if (b.t !== "int" && b.t !== "float") return false;
      if (a.t === b.t) return a.v === b.v;
      // eslint-disable-next-line eqeqeq -- a bigint and a number are compared by their exact value
      return strict ? false : a.v == b.v;
    case "tuple":
      return b.t === "tuple" && a.items.length === b.items.length ? all(a.items, b.items, strict) : false;
    case "list":
      return b.t === "list" ? equalLists(a, b, strict) : false;
    case "map":
      return b.t === "map" ? equalMaps(a, b, strict) : false;
    case "fn":
      return b.t === "fn" ? (a.fn === b.fn ? true : undefined) : false;
  }
}

function all(a: readonly Value[], b: readonly Value[], strict: boolean): Maybe {
  let result: Maybe = true;
  for (let i = 0; i < a.length; i++) {
    const one = equal(a[i] as Value, b[i] as Value, strict);
    if (one === false) return false;
    if (one === undefined) result = undefined;
  }
  return result;
}

type ListLike = Extract<Value, { t: "list" }>;

function equalLists(a: ListLike, b: ListLike, strict: boolean): Maybe {
  if (a.open === undefined && b.open === undefined) {
    return a.items.length === b.items.length ? all(a.items, b.items, strict) : false;
  }
  if (a.open === undefined && a.items.length < b.items.length) return false;
  if (b.open === undefined && b.items.length < a.items.length) return false;
  const same = Math.min(a.openAt ?? a.items.length, b.openAt ?? b.items.length);
  return all(a.items.slice(0, same), b.items.slice(0, same), strict) === false ? false : undefined;
}

type MapLike = Extract<Value, { t: "map" }>;

function equalMaps(a: MapLike, b: MapLike, strict: boolean): Maybe {
  const open = a.open !== undefined || b.open !== undefined || a.environment || b.environment;
  if (!open && a.entries.length !== b.entries.length) return false;
  let result: Maybe = open ? undefined : true;
  const other = new Map(b.entries.map(([key, value]) => [keyOf(key), value]));
  for (const [key, value] of a.entries) {
    const k = keyOf(key);
    const there = k === undefined ? undefined : other.get(k);
    if (there === undefined) {
      if (k === undefined || open) result = undefined;
      else return false;
    } else {
      const one = equal(value, there, strict);
      if (one === false) return false;
      if (one === undefined) result = undefined;
    }
  }
  return result;
}

/** A text that is the same for two values exactly if they are `===`; undefined where that cannot be known. */
export function keyOf(value: Value): string | undefined {
  switch (value.t) {
    case "atom":
      return `:${value.v}`;
    case "str":
      return `"${value.v.length}:${value.v}`;
    case "int":
      return `i${value.v}`;
    case "float":
      return `f${value.v}`;
    case "list":
      return value.open === undefined ? joined("[", value.items) : undefined;
    case "tuple":
      return joined("{", value.items);
    case "map": {
      if (value.open !== undefined || value.environment) return undefined;
      const keys: string[] = [];
      for (const entry of value.entries) {
        const key = joined("", entry);
        if (key === undefined) return undefined;
        keys.push(key);
      }
      return `%${keys.length}${keys.sort().join(";")}`;
    }
    default:
      return undefined;
  }
}

function joined(open: string, items: readonly Value[]): string | undefined {
  let text = `${open}${items.length}`;
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    text += `,${key}`;
  }
  return text;
}
