import { itemKey, itemValue, lookup } from "../values/keyword-list.ts";
import { atom, bool, list, nil, pair, tuple } from "../values/make.ts";
import type { ListValue, Value } from "../values/value.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { keyOfItem, byKey, hasUnknownKey, keyValue, sureKey, valueOfItem } from "./keyword-items.ts";
import { mergeBuiltins } from "./keyword-merge.ts";
import { validateBuiltins } from "./keyword-validate.ts";
import { concat, filterList, mapList } from "./list-operations.ts";

/** The value of a key, `absent()` where it is surely not there. */
function get(c: BuiltinCall, of: Value, key: Value, absent: () => Value): Value {
  const found = lookup(c.list(of), c.atom(key));
  if (found.found === "unknown") throw new Stop(found.because);
  return found.found === "yes" ? found.value : absent();
}

function has(c: BuiltinCall, of: Value, key: Value): boolean {
  let there = true;
  get(c, of, key, () => {
    there = false;
    return nil;
  });
  return there;
}

const without = (c: BuiltinCall, of: Value, ...keys: readonly string[]): ListValue =>
  byKey(c, c.list(of), (key) => !keys.includes(key));

/** Keyword.put: other items of the key are gone, the new one is the first. */
const put = (c: BuiltinCall, of: Value, key: string, value: Value): ListValue =>
  concat(list([pair(key, value)]), without(c, of, key));

const keysOf = (c: BuiltinCall, of: Value): readonly string[] => c.items(of).map((key) => c.atom(key));

function update(c: BuiltinCall, of: Value, key: Value, change: (old: Value) => Value, absent: () => Value): Value {
  const name = c.atom(key);
  const items = c.items(of);
  const at = items.findIndex((item) => keyOfItem(c, item) === name);
  if (at < 0) return absent();
  const rest = items.slice(at + 1).filter((item) => keyOfItem(c, item) !== name);
  return list([...items.slice(0, at), pair(name, change(itemValue(items[at]!))), ...rest]);
}

function pop(c: BuiltinCall, of: Value, key: Value, absent: () => Value): Value {
  return tuple(get(c, of, key, absent), without(c, of, c.atom(key)));
}

const filtered =
  (wanted: boolean): Builtin =>
  (c, of, fn) =>
    filterList(
      c.list(of),
      (item) => {
        const is = c.holds(c.call(fn, item));
        return is === undefined ? undefined : is === wanted;
      },
      () => c.rt.unknown("filters by a condition that is not known", c.node, c.frame),
    );

/** The last item of each key, in the order of their first appearance from the end (Keyword.new/1). */
function unique(c: BuiltinCall, items: readonly Value[]): Value {
  const last = new Map<string, Value>();
  for (const item of items) {
    const key = sureKey(c, item);
    last.delete(key);
    last.set(key, item);
  }
  return list([...last.values()]);
}

export const keywordBuiltins: BuiltinModule = {
  module: "Elixir.Keyword",
  functions: {
    ...mergeBuiltins,
    ...validateBuiltins,
    "new/0": () => list([]),
    "new/1": (c, of) => unique(c, c.all(of)),
    "new/2": (c, of, fn) =>
      unique(
        c,
        c.all(of).map((item) => c.call(fn, item)),
      ),
    "from_keys/2": (c, keys, value) => list(c.items(keys).map((key) => pair(c.atom(key), value))),
    "keyword?/1": (c, value) => {
      const known = c.known(value);
      if (known.t !== "list") return bool(false);
      const isPair = (item: Value): boolean => item.t === "unknown" || itemKey(item) !== undefined;
      if (!known.items.every((item) => isPair(item) || hasUnknownKey(item))) return bool(false);
      c.closed(known).forEach((item) => sureKey(c, item));
      return bool(true);
    },
    "get/2": (c, of, key) => get(c, of, key, () => nil),
    "get/3": (c, of, key, absent) => get(c, of, key, () => absent),
    "get_lazy/3": (c, of, key, fn) => get(c, of, key, () => c.call(fn)),
    "get_values/2": (c, of, key) => {
      const name = c.atom(key);
      return mapList(
        byKey(c, c.list(of), (k) => k === name),
        (item) => valueOfItem(c, item),
      );
    },
    "fetch/2": (c, of, key) =>
      has(c, of, key)
        ? tuple(
            atom("ok"),
            get(c, of, key, () => nil),
          )
        : atom("error"),
    "fetch!/2": (c, of, key) => get(c, of, key, () => c.raise(`the keyword list has no key ${c.atom(key)}`)),
    "has_key?/2": (c, of, key) => bool(has(c, of, key)),
    "put/3": (c, of, key, value) => put(c, of, c.atom(key), value),
    "put_new/3": (c, of, key, value) => (has(c, of, key) ? of : concat(list([pair(c.atom(key), value)]), c.list(of))),
    "put_new_lazy/3": (c, of, key, fn) =>
      has(c, of, key) ? of : concat(list([pair(c.atom(key), c.call(fn))]), c.list(of)),
    "replace/3": (c, of, key, value) =>
      update(
        c,
        of,
        key,
        () => value,
        () => of,
      ),
    "replace!/3": (c, of, key, value) =>
      update(
        c,
        of,
        key,
        () => value,
        () => c.raise("there is no such key"),
      ),
    "replace_lazy/3": (c, of, key, fn) =>
      update(
        c,
        of,
        key,
        (old) => c.call(fn, old),
        () => of,
      ),
    "update/4": (c, of, key, initial, fn) =>
      update(
        c,
        of,
        key,
        (old) => c.call(fn, old),
        () => list([...c.items(of), pair(c.atom(key), initial)]),
      ),
    "update!/3": (c, of, key, fn) =>
      update(
        c,
        of,
        key,
        (old) => c.call(fn, old),
        () => c.raise("there is no such key"),
      ),
    "delete/2": (c, of, key) => without(c, of, c.atom(key)),
    "delete_first/2": (c, of, key) => {
      const items = c.items(of);
      const at = items.findIndex((item) => keyOfItem(c, item) === c.atom(key));
      return at < 0 ? of : list(items.toSpliced(at, 1));
    },
    "drop/2": (c, of, keys) => without(c, of, ...keysOf(c, keys)),
    "take/2": (c, of, keys) => {
      const wanted = keysOf(c, keys);
      return byKey(c, c.list(of), (key) => wanted.includes(key));
    },
    "split/2": (c, of, keys) => {
      const wanted = keysOf(c, keys);
      return tuple(
        byKey(c, c.list(of), (key) => wanted.includes(key)),
        without(c, of, ...wanted),
      );
    },
    "split_with/2": (c, of, fn) => {
      const kept = c.items(of).map((item) => [item, c.truthy(c.call(fn, item))] as const);
      return tuple(
        list(kept.filter(([, is]) => is).map(([item]) => item)),
        list(kept.filter(([, is]) => !is).map(([item]) => item)),
      );
    },
    "pop/2": (c, of, key) => pop(c, of, key, () => nil),
    "pop/3": (c, of, key, absent) => pop(c, of, key, () => absent),
    "pop!/2": (c, of, key) => pop(c, of, key, () => c.raise("there is no such key")),
    "pop_lazy/3": (c, of, key, fn) => pop(c, of, key, () => c.call(fn)),
    "pop_first/2": (c, of, key) => popFirst(c, of, key, nil),
    "pop_first/3": popFirst,
    "pop_values/2": (c, of, key) => {
      const name = c.atom(key);
      const values = mapList(
        byKey(c, c.list(of), (k) => k === name),
        (item) => valueOfItem(c, item),
      );
      return tuple(values, without(c, of, name));
    },
    "keys/1": (c, of) =>
      mapList(c.list(of), (item) => {
        keyOfItem(c, item);
        return keyValue(item);
      }),
    "values/1": (c, of) => mapList(c.list(of), (item) => valueOfItem(c, item)),
    "to_list/1": (c, of) => c.list(of),
    "equal?/2": (c, a, b) => {
      const sorted = (value: Value): Value => list(c.items(value).toSorted((x, y) => c.compare(x, y)));
      return bool(c.same(sorted(a), sorted(b), true));
    },
    "filter/2": filtered(true),
    "reject/2": filtered(false),
    "map/2": (c, of, fn) => list(c.items(of).map((item) => pair(keyOfItem(c, item) ?? "", c.call(fn, item)))),
  },
};

function popFirst(c: BuiltinCall, of: Value, key: Value, absent: Value): Value {
  const name = c.atom(key);
  const items = c.items(of);
  const at = items.findIndex((item) => keyOfItem(c, item) === name);
  return at < 0 ? tuple(absent, of) : tuple(itemValue(items[at]!), list(items.toSpliced(at, 1)));
}
