import { itemKey } from "../values/keyword-list.ts";
import { derived } from "../values/make.ts";
import type { ListValue, UnknownValue, Value } from "../values/value.ts";
import type { BuiltinCall } from "./builtin.ts";
import { filterList } from "./list-operations.ts";

/** Whether an item is a pair of which the key is not known. */
export function hasUnknownKey(item: Value): boolean {
  return item.t === "tuple" && item.items.length === 2 && item.items[0]?.t === "unknown";
}

/** The key of an item, which must be a pair; undefined where the item is not known. */
export function keyOfItem(c: BuiltinCall, item: Value): string | undefined {
  if (item.t === "unknown" || hasUnknownKey(item)) return undefined;
  return itemKey(item) ?? c.raise(`${c.name} gets a list that is no keyword list`);
}

/** The value of an item, which must be a pair. */
export function valueOfItem(c: BuiltinCall, item: Value): Value {
  if (item.t === "unknown") return derived(item);
  keyOfItem(c, item);
  return c.pair(item)[1];
}

/** The key of an item as a value. */
export function keyValue(item: Value): Value {
  if (item.t === "unknown") return derived(item);
  return item.t === "tuple" ? (item.items[0] as Value) : item;
}

/** Keeps items by their key; an item of which the key is not known is perhaps kept. */
export function byKey(c: BuiltinCall, of: ListValue, keep: (key: string) => boolean): ListValue {
  return filterList(
    of,
    (item) => {
      const key = keyOfItem(c, item);
      return key === undefined ? undefined : keep(key);
    },
    () => unknownItem(c),
  );
}

/** Why not all keys of a keyword list are known. */
export const unknownItem = (c: BuiltinCall): UnknownValue =>
  c.rt.unknown("is a keyword list with a key that is not known", c.node, c.frame);

/** The key of an item that has to be known. */
export function sureKey(c: BuiltinCall, item: Value): string {
  return keyOfItem(c, item) ?? c.unknown("is a keyword list with a key that is not known");
}
