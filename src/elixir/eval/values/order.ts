import type { Value } from "./value.ts";

const ranks = { int: 0, float: 0, atom: 1, fn: 3, tuple: 5, map: 6, list: 7, str: 8 } as const;

/**
 * Erlang's order of terms: number < atom < function < tuple < map < list < binary.
 * @returns negative, 0 or positive; undefined where a part is not known.
 */
export function compare(a: Value, b: Value): number | undefined {
  if (a.t === "unknown" || b.t === "unknown" || a.t === "quoted" || b.t === "quoted") return undefined;
  const rank = ranks[a.t] - ranks[b.t];
  if (rank !== 0) return rank;
  switch (a.t) {
    case "int":
    case "float": {
      const other = (b as typeof a).v;
      return a.v < other ? -1 : a.v > other ? 1 : 0;
    }
    case "atom":
    case "str":
      return compareText(a.v, (b as typeof a).v);
    case "tuple": {
      const others = (b as typeof a).items;
      return a.items.length - others.length || compareItems(a.items, others);
    }
    case "list": {
      const other = b as typeof a;
      return a.open !== undefined || other.open !== undefined ? undefined : compareItems(a.items, other.items);
    }
    case "map":
      return compareMaps(a, b as typeof a);
    case "fn":
      return undefined;
  }
}

/** Binaries are ordered by their bytes, which for UTF-8 is the order of code points, not of UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) as number) - (right[i]?.codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareItems(a: readonly Value[], b: readonly Value[]): number | undefined {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const one = compare(a[i] as Value, b[i] as Value);
    if (one !== 0) return one;
  }
  return a.length - b.length;
}

type MapLike = Extract<Value, { t: "map" }>;

/** Maps: by size, then by their sorted keys, then by the values in the order of keys. */
function compareMaps(a: MapLike, b: MapLike): number | undefined {
  if (a.open !== undefined || b.open !== undefined || a.environment || b.environment) return undefined;
  if (a.entries.length !== b.entries.length) return a.entries.length - b.entries.length;
  const left = sortedEntries(a);
  const right = sortedEntries(b);
  if (left === undefined || right === undefined) return undefined;
  const keys = compareItems(
    left.map(([key]) => key),
    right.map(([key]) => key),
  );
  if (keys !== 0) return keys;
  return compareItems(
    left.map(([, value]) => value),
    right.map(([, value]) => value),
  );
}

/** Entries in the order of keys, integers before floats as Erlang has it within maps; undefined where a key is not known. */
export function sortedEntries(value: MapLike): readonly (readonly [Value, Value])[] | undefined {
  let known = true;
  const sorted = value.entries.toSorted(([a], [b]) => {
    const order = compareKeys(a, b);
    if (order === undefined) known = false;
    return order ?? 0;
  });
  return known ? sorted : undefined;
}

function compareKeys(a: Value, b: Value): number | undefined {
  if (a.t === "int" && b.t === "float") return -1;
  if (a.t === "float" && b.t === "int") return 1;
  return compare(a, b);
}
