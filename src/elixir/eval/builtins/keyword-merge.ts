import { itemKey, itemValue } from "../values/keyword-list.ts";
import { atom, list, openList, pair } from "../values/make.ts";
import type { ListValue, UnknownValue, Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { keyOfItem, sureKey, unknownItem } from "./keyword-items.ts";
import { asList, concat, filterList } from "./list-operations.ts";

/** A list, or an unknown value as a list of which nothing is known. */
function listOrUnknown(c: BuiltinCall, value: Value): ListValue {
  return value.t === "unknown" && !value.raises ? asList(value as UnknownValue) : c.list(value);
}

/** Keyword.merge/2: what the second list may have, stands over all that is known of the first. */
const merge: Builtin = (c, a, b) => {
  const left = listOrUnknown(c, a);
  const right = listOrUnknown(c, b);
  c.step(left.items.length + right.items.length);
  const closed = right.open === undefined || right.maybe !== undefined;
  if (!closed) return openList([], right.open as UnknownValue, 0);
  const keys = new Set(right.items.map((item) => keyOfItem(c, item)));
  const unsure = new Set(right.maybe?.map((item) => keyOfItem(c, item)));
  if (keys.has(undefined) || unsure.has(undefined)) return openList([], right.open ?? unknownItem(c), 0);
  const kept = filterList(
    left,
    (item) => {
      const key = keyOfItem(c, item);
      if (key === undefined) return undefined;
      return keys.has(key) ? false : unsure.has(key) ? undefined : true;
    },
    () => right.open ?? unknownItem(c),
  );
  return concat(kept, right);
};

/** Keyword.merge/2 and /3. */
export const mergeBuiltins: Readonly<Record<string, Builtin>> = {
  "merge/2": merge,
  "merge/3": (c, a, b, fn) => {
    const left = [...c.items(a)];
    const gone = new Set<string>();
    const right = c.items(b).map((item): Value => {
      const key = sureKey(c, item);
      const at = left.findIndex((one) => keyOfItem(c, one) === key);
      if (at < 0) return item;
      gone.add(key);
      // Each item on the left meets one on the right.
      const [old] = left.splice(at, 1);
      return pair(key, c.call(fn, atom(key), itemValue(old!), itemValue(item)));
    });
    return list([...left.filter((item) => !gone.has(itemKey(item) ?? "")), ...right]);
  },
};
