import { itemKey, itemValue, lookup } from "../keyword.ts";
import { atom, bool, derived, list, nil, openList, pair, tuple } from "../make.ts";
import type { ListValue, UnknownValue, Value } from "../value.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { asList, concat, filterList, mapList } from "./lists.ts";

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

/** The key of an item, which must be a pair; undefined where the item is not known. */
function keyOfItem(c: BuiltinCall, item: Value): string | undefined {
  if (item.t === "unknown" || (item.t === "tuple" && item.items[0]?.t === "unknown")) return undefined;
  return itemKey(item) ?? c.raise(`${c.name} gets a list that is no keyword list`);
}

/** The value of an item, which must be a pair. */
function valueOfItem(c: BuiltinCall, item: Value): Value {
  if (item.t === "unknown") return derived(item);
  keyOfItem(c, item);
  return c.pair(item)[1];
}

/** The key of an item as a value. */
function keyValue(item: Value): Value {
  if (item.t === "unknown") return derived(item);
  return item.t === "tuple" ? (item.items[0] as Value) : item;
}

/** Keeps items by their key; an item of which the key is not known is perhaps kept. */
function byKey(c: BuiltinCall, of: ListValue, keep: (key: string) => boolean): ListValue {
  return filterList(
    of,
    (item) => {
      const key = keyOfItem(c, item);
      return key === undefined ? undefined : keep(key);
    },
    () => c.rt.unknown("is a keyword list with a key that is not known", c.node, c.frame),
  );
}

const without = (c: BuiltinCall, of: Value, ...keys: readonly string[]): ListValue =>
  byKey(c, c.list(of), (key) => !keys.includes(key));

/** Keyword.put: other items of the key are gone, the new one is the first. */
const put = (c: BuiltinCall, of: Value, key: string, value: Value): ListValue =>
  concat(list([pair(key, value)]), without(c, of, key));

const keysOf = (c: BuiltinCall, of: Value): readonly string[] => c.items(of).map((key) => c.atom(key));

/** A list, or an unknown value as a list of which nothing is known. */
function listOrUnknown(c: BuiltinCall, value: Value): ListValue {
  return value.t === "unknown" && !value.raises ? asList(value as UnknownValue) : c.list(value);
}

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

const unknownItem = (c: BuiltinCall): UnknownValue =>
  c.rt.unknown("is a keyword list with a key that is not known", c.node, c.frame);

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

function isKeyword(items: readonly Value[]): boolean {
  return items.every((item) => itemKey(item) !== undefined);
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

/**
 * Keyword.validate: what is given if it is all allowed, and defaults for the rest; the keys that are not allowed otherwise.
 * The order is that of Elixir's own (lib/elixir/lib/keyword.ex), which looks for keys from where the last one was found.
 */
function validate(c: BuiltinCall, of: Value, allowed: Value): ListValue | readonly string[] {
  let ahead: Value[] = [...c.items(allowed)];
  let behind: Value[] = [];
  let taken: Value[] = [];
  const wrong: string[] = [];
  for (const item of c.items(of)) {
    const key = keyOfItem(c, item) ?? c.unknown("is a keyword list with a key that is not known");
    const found = take(c, key, ahead, behind) ?? take(c, key, behind, ahead);
    if (found === undefined) {
      wrong.unshift(key);
      continue;
    }
    [ahead, behind] = found;
    taken = [item, ...taken];
  }
  if (wrong.length > 0) return wrong;
  for (const item of [...behind, ...ahead]) if (item.t === "tuple") taken = [item, ...taken];
  return list(taken);
}

/** The two lists without the key; what is passed over in the first goes to the second. */
function take(
  c: BuiltinCall,
  key: string,
  from: readonly Value[],
  passed: readonly Value[],
): [Value[], Value[]] | undefined {
  const at = from.findIndex((item) => (item.t === "atom" ? item.v : keyOfItem(c, item)) === key);
  return at < 0 ? undefined : [from.slice(at + 1), [...from.slice(0, at).toReversed(), ...passed]];
}

/** The last item of each key, in the order of their first appearance from the end (Keyword.new/1). */
function unique(c: BuiltinCall, items: readonly Value[]): Value {
  const last = new Map<string, Value>();
  for (const item of items) {
    const key = keyOfItem(c, item) ?? c.unknown("is a keyword list with a key that is not known");
    last.delete(key);
    last.set(key, item);
  }
  return list([...last.values()]);
}

export const keywordBuiltins: BuiltinModule = {
  module: "Elixir.Keyword",
  functions: {
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
      return bool(known.t === "list" && isKeyword(c.closed(known)));
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
    "merge/2": merge,
    "merge/3": (c, a, b, fn) => {
      const left = [...c.items(a)];
      const gone = new Set<string>();
      const right = c.items(b).map((item): Value => {
        const key = keyOfItem(c, item) ?? c.unknown("is a keyword list with a key that is not known");
        const at = left.findIndex((one) => keyOfItem(c, one) === key);
        if (at < 0) return item;
        gone.add(key);
        // Each item on the left meets one on the right.
        const [old] = left.splice(at, 1);
        return pair(key, c.call(fn, atom(key), itemValue(old!), itemValue(item)));
      });
      return list([...left.filter((item) => !gone.has(itemKey(item) ?? "")), ...right]);
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
    "validate/2": (c, of, allowed) => {
      const valid = validate(c, of, allowed);
      return "t" in valid ? tuple(atom("ok"), valid) : tuple(atom("error"), list(valid.map(atom)));
    },
    "validate!/2": (c, of, allowed) => {
      const valid = validate(c, of, allowed);
      return "t" in valid ? valid : c.raise(`the keys ${valid.join(", ")} are not allowed`);
    },
  },
};

function popFirst(c: BuiltinCall, of: Value, key: Value, absent: Value): Value {
  const name = c.atom(key);
  const items = c.items(of);
  const at = items.findIndex((item) => keyOfItem(c, item) === name);
  return at < 0 ? tuple(absent, of) : tuple(itemValue(items[at]!), list(items.toSpliced(at, 1)));
}
