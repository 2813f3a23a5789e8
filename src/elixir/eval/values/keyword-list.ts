import type { ListValue, UnknownValue, Value } from "./value.ts";

/** The key of a keyword item: the atom of `{:key, value}`. */
export function itemKey(item: Value): string | undefined {
  return item.t === "tuple" && item.items.length === 2 && item.items[0]?.t === "atom" ? item.items[0].v : undefined;
}

/** The value of a keyword item. */
export function itemValue(item: Value): Value {
  return (item as Extract<Value, { t: "tuple" }>).items[1] as Value;
}

/** What an item may be with respect to a key: surely it, surely not, or perhaps (undefined). */
function has(item: Value, key: string): boolean | undefined {
  if (item.t === "unknown") return undefined;
  if (item.t !== "tuple") return false;
  const first = item.items[0];
  if (first === undefined || item.items.length !== 2) return false;
  return first.t === "unknown" ? undefined : first.t === "atom" && first.v === key;
}

export type Found =
  | { readonly found: "yes"; readonly value: Value; readonly index: number }
  | { readonly found: "no" }
  | { readonly found: "unknown"; readonly because: UnknownValue };

/** Looks up a key as `Keyword.get` does (the first one counts), with all that may stand in a partial list in mind. */
export function lookup(list: ListValue, key: string): Found {
  const { items, open } = list;
  const certain = open === undefined ? items.length : (list.openAt ?? 0);
  const hidden = open !== undefined && !(list.maybe?.every((item) => has(item, key) === false) ?? false);
  for (let index = 0; index < items.length; index++) {
    if (hidden && index >= certain) return { found: "unknown", because: open };
    const item = items[index] as Value;
    const is = has(item, key);
    if (is === true) return { found: "yes", value: itemValue(item), index };
    if (is === undefined) return { found: "unknown", because: firstUnknown(item) };
  }
  return hidden ? { found: "unknown", because: open } : { found: "no" };
}

function firstUnknown(item: Value): UnknownValue {
  return (item.t === "tuple" ? item.items[0] : item) as UnknownValue;
}
