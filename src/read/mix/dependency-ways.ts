import type { Value } from "../../elixir/eval/values/value.ts";

/** More ways than anybody writes; beyond them the item counts as not known. */
const MOST = 16;

/**
 * Everything that an item of `deps` can be, where branches that are not decided give it one of several forms: the item
 * alone where that is not known.
 */
export function waysOf(item: Value): readonly Value[] {
  const ways = expand(item);
  return ways === undefined || ways.length > MOST ? [item] : ways;
}

/** Undefined for what cannot be told apart. */
function expand(value: Value): readonly Value[] | undefined {
  if (value.t === "unknown") return value.choices?.every((one) => one.t !== "unknown") ? value.choices : undefined;
  if (value.t === "tuple") return product(value.items)?.map((items) => ({ ...value, items }));
  if (value.t !== "list") return [value];
  const { open, openAt: _, maybe, ...rest } = value;
  if (open !== undefined && maybe === undefined) return undefined;
  const all = product(value.items);
  const further = [[], ...(maybe ?? []).map((one) => [one])];
  return all?.flatMap((items) => further.map((more) => ({ ...rest, items: [...items, ...more] })));
}

function product(items: readonly Value[]): readonly (readonly Value[])[] | undefined {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const item of items) {
    const ways = expand(item);
    if (ways === undefined || rows.length * ways.length > MOST) return undefined;
    rows = rows.flatMap((row) => ways.map((way) => [...row, way]));
  }
  return rows;
}
