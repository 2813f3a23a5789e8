import { itemKey, itemValue } from "../../../elixir/eval/values/keyword-list.ts";
import { openList } from "../../../elixir/eval/values/make.ts";
import type { ListValue, Value } from "../../../elixir/eval/values/value.ts";
import { isKeyword } from "../keyword-get.ts";

/**
 * What `config` makes of an older and a newer value of one key: keywords are merged, all the way down; of anything else
 * the newer one holds (lib/elixir/lib/config.ex, deep_merge/3).
 */
export function deepMerge(older: Value, newer: Value): Value {
  if (isKeyword(newer) === false) return newer;
  const olderIs = isKeyword(older);
  if (olderIs === false) return newer;
  if (newer.t !== "list") return newer;
  if (older.t !== "list" || olderIs === undefined) return withUnknownBelow(older, newer);
  if (older.open !== undefined || newer.open !== undefined || isKeyword(newer) === undefined) {
    return mergeOpen(older, newer);
  }
  return { t: "list", items: mergeItems(older.items, newer.items) };
}

/** Keyword.merge/3 with this very merge for values that both have: each item of `newer` takes the first of its key from `older`. */
function mergeItems(older: readonly Value[], newer: readonly Value[]): readonly Value[] {
  const left = new Map<string, Value[]>();
  for (const item of older) {
    const key = itemKey(item) as string;
    const same = left.get(key);
    if (same === undefined) left.set(key, [itemValue(item)]);
    else same.push(itemValue(item));
  }
  const keys = new Set(newer.map((item) => itemKey(item)));
  const merged = newer.map((item) => {
    const first = left.get(itemKey(item) as string)?.shift();
    return first === undefined ? item : pair(item, deepMerge(first, itemValue(item)));
  });
  return [...older.filter((item) => !keys.has(itemKey(item))), ...merged];
}

/** The older value is not known: what the newer one sets holds, everything else may be there or not. */
function withUnknownBelow(older: Value, newer: ListValue): Value {
  if (older.t !== "unknown" && older.t !== "list") return newer;
  const because = older.t === "unknown" ? older : older.items.find((item) => item.t === "unknown");
  if (because?.t !== "unknown") return newer;
  const items = newer.items.map((item) =>
    itemKey(item) === undefined ? item : pair(item, deepMerge(because, itemValue(item))),
  );
  return openList(items, because, newer.open === undefined ? items.length : (newer.openAt ?? 0));
}

/**
 * One of two keywords is partial. What the newer one surely has comes first: its keys are not looked up in the older one
 * any more, so the order between the two does not matter to whoever asks for a key.
 */
function mergeOpen(older: ListValue, newer: ListValue): Value {
  const because = newer.open ?? older.open ?? newer.items.find((item) => item.t === "unknown");
  if (because?.t !== "unknown") return newer;
  const fixed = newer.open === undefined ? newer.items.length : (newer.openAt ?? 0);
  const certain = newer.items.slice(0, fixed).map((item) => {
    const key = itemKey(item);
    if (key === undefined) return item;
    const below = older.items.find((one) => itemKey(one) === key);
    return pair(item, deepMerge(older.open ?? (below === undefined ? NOTHING : itemValue(below)), itemValue(item)));
  });
  const keys = new Set(certain.map((item) => itemKey(item)));
  // What the newer one may have besides can change each of the older one's keys.
  const rest = newer.open === undefined ? older.items.filter((item) => !keys.has(itemKey(item))) : [];
  const later = newer.items.slice(fixed);
  return openList(
    [...certain, ...rest, ...later],
    because,
    certain.length + (older.open === undefined ? rest.length : 0),
  );
}

/** No keyword, so that whatever is merged over it holds alone. */
const NOTHING: Value = { t: "atom", v: "nil" };

function pair(item: Value, value: Value): Value {
  return item.t === "tuple" ? { ...item, items: [item.items[0] as Value, value] } : item;
}
