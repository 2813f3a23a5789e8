import { environmentOf, union } from "../environment.ts";
import { keyOf } from "../equal.ts";
import { fromPairs } from "./map.ts";
import { member } from "../forms/membership.ts";
import { atom, bool, int, list, map, nil, str, tuple } from "../make.ts";
import { putEntries } from "../maps.ts";
import { toText } from "../show.ts";
import type { ListValue, UnknownValue, Value } from "../value.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { asList, concat, concatAll, filterList, mapList } from "./lists.ts";
import { sortBuiltins } from "./enum-sort.ts";
import { amount, sliceBuiltins } from "./enum-slice.ts";

const unsure = (c: BuiltinCall): UnknownValue =>
  c.rt.unknown("filters by a condition that is not known", c.node, c.frame);

const filtered =
  (wanted: boolean): Builtin =>
  (c, of, fn) =>
    filterList(
      c.enumerable(of),
      (item) => {
        const is = c.holds(c.call(fn, item));
        return is === undefined ? undefined : is === wanted;
      },
      () => unsure(c),
    );

/** any? and all?: decided by one item, if that is known; otherwise all must be known. */
const quantifier =
  (decides: boolean): Builtin =>
  (c, of, fn) => {
    const items = c.enumerable(of);
    let open: UnknownValue | undefined;
    for (const item of items.items) {
      const value = fn === undefined ? item : c.call(fn, item);
      const is = c.holds(value);
      if (is === decides) return bool(decides);
      if (is === undefined) open ??= value as UnknownValue;
    }
    open ??= items.open;
    if (open !== undefined) throw new Stop(open);
    return bool(!decides);
  };

/** All items of lists, one list after the other. What is not known to be a list may be any items. */
function flatten(c: BuiltinCall, parts: ListValue): ListValue {
  const certain = parts.open === undefined ? parts.items.length : (parts.openAt ?? 0);
  const lists = parts.items.map((part) => (part.t === "unknown" ? asList(part) : c.enumerable(part)));
  if (parts.open !== undefined) lists.splice(certain, 0, asList(parts.open));
  return concatAll(lists);
}

function reduce(c: BuiltinCall, items: readonly Value[], initial: Value, fn: Value): Value {
  return items.reduce((acc, item) => c.call(fn, item, acc), initial);
}

const reduceWhile: Builtin = (c, of, initial, fn) => {
  let acc = initial;
  for (const item of c.all(of)) {
    const [word, next] = c.pair(c.call(fn, item, acc));
    acc = next;
    if (c.atom(word) === "halt") return acc;
  }
  return acc;
};

function text(c: BuiltinCall, value: Value): string {
  return toText(c.deep(value)) ?? c.raise("joins something that is no text");
}

const find =
  (result: (item: Value, index: number, value: Value) => Value): Builtin =>
  (c, of, fn) => {
    const items = c.enumerable(of);
    const certain = items.open === undefined ? items.items.length : (items.openAt ?? 0);
    for (const [index, item] of items.items.entries()) {
      if (index === certain) break;
      const value = c.call(fn, item);
      if (c.truthy(value)) return result(item, index, value);
    }
    c.closed(items);
    return nil;
  };

const into: Builtin = (c, of, target, fn) => {
  const source = fn === undefined ? c.enumerable(of) : mapList(c.enumerable(of), (item) => c.call(fn, item));
  const known = c.known(target);
  if (known.t === "list") return concat(known, source);
  if (known.t === "str")
    return str(
      known.v +
        c
          .closed(source)
          .map((item) => c.str(item))
          .join(""),
    );
  if (known.t !== "map") return c.wrong(target, "something to put items into");
  if (known.entries.some(([key]) => key.t === "atom" && key.v === "__struct__")) {
    return c.rt.callRemote("Elixir.MapSet", "union", [known, source], c.node, c.frame);
  }
  const added = putEntries(known, fromPairs(c, source.items).entries, c.rt, c.node, c.frame);
  return source.open === undefined ? added : { ...added, open: source.open };
};

function groups(c: BuiltinCall, of: Value, keyFn: Value, valueFn: Value | undefined): Value {
  const found = new Map<string, [Value, Value[]]>();
  for (const item of c.all(of)) {
    const key = c.call(keyFn, item);
    const value = valueFn === undefined ? item : c.call(valueFn, item);
    const group = found.get(c.key(key));
    if (group === undefined) found.set(c.key(key), [key, [value]]);
    else group[1].push(value);
  }
  return map([...found.values()].map(([key, values]) => [key, list(values)] as const));
}

function counts(c: BuiltinCall, of: Value, fn: Value | undefined): Value {
  const found = new Map<string, [Value, bigint]>();
  for (const item of c.all(of)) {
    const key = fn === undefined ? item : c.call(fn, item);
    const count = found.get(c.key(key));
    if (count === undefined) found.set(c.key(key), [key, 1n]);
    else count[1]++;
  }
  return map([...found.values()].map(([key, count]) => [key, int(count)] as const));
}

function uniq(c: BuiltinCall, of: Value, fn: Value | undefined): Value {
  const seen = new Set<string>();
  const items = c.enumerable(of);
  const certain = items.open === undefined ? items.items.length : (items.openAt ?? 0);
  c.step(items.items.length);
  let index = 0;
  let sure = true;
  return filterList(
    items,
    (item) => {
      const by = fn === undefined ? item : c.call(fn, item);
      // Which ones stay depends on all of them.
      c.env = union(c.env, environmentOf(by));
      const key = keyOf(by);
      // After one that is not known, an equal one may have come before: its place is not known.
      if (key === undefined || index++ >= certain) sure = false;
      if (key !== undefined && seen.has(key)) return false;
      if (sure && key !== undefined) seen.add(key);
      return sure ? true : undefined;
    },
    () => c.rt.unknown("is one of several that may be equal", c.node, c.frame),
  );
}

function sum(c: BuiltinCall, items: readonly Value[], operator: "+" | "*"): Value {
  return items.reduce<Value>(
    (acc, item) => c.rt.callRemote("Elixir.Kernel", operator, [acc, c.deep(item)], c.node, c.frame),
    int(operator === "+" ? 0 : 1),
  );
}

const mapped: Builtin = (c, of, fn) => mapList(c.enumerable(of), (item) => c.call(fn, item));

const zip = (c: BuiltinCall, lists: readonly (readonly Value[])[]): readonly Value[] => {
  const length = Math.min(...lists.map((items) => items.length));
  return Array.from({ length: lists.length === 0 ? 0 : length }, (_, i) => tuple(...lists.map((items) => items[i]!)));
};

export const enumBuiltins: BuiltinModule = {
  module: "Elixir.Enum",
  functions: {
    ...sortBuiltins,
    ...sliceBuiltins,
    "all?/1": quantifier(false),
    "all?/2": quantifier(false),
    "any?/1": quantifier(true),
    "any?/2": quantifier(true),
    "concat/1": (c, of) => flatten(c, c.enumerable(of)),
    "concat/2": (c, a, b) => concat(c.enumerable(a), c.enumerable(b)),
    "count/1": (c, of) => int(c.all(of).length),
    "count/2": (c, of, fn) => int(c.all(of).filter((item) => c.truthy(c.call(fn, item))).length),
    "dedup/1": (c, of) => {
      const items = c.all(of);
      return list(items.filter((item, i) => i === 0 || !c.same(item, items[i - 1]!, true)));
    },
    "dedup_by/2": (c, of, fn) => {
      const items = c.all(of);
      const keys = items.map((item) => c.call(fn, item));
      return list(items.filter((_, i) => i === 0 || !c.same(keys[i]!, keys[i - 1]!, true)));
    },
    "each/2": (c, of, fn) => {
      const items = c.enumerable(of);
      for (const item of items.items) c.rt.under({ env: c.env }, () => c.call(fn, item));
      return atom("ok");
    },
    "empty?/1": (c, of) => {
      const items = c.enumerable(of);
      return bool(items.items.length === 0 && c.closed(items).length === 0);
    },
    "filter/2": filtered(true),
    "reject/2": filtered(false),
    "find/2": find((item) => item),
    "find/3": (c, of, absent, fn) => {
      const items = c.all(of);
      return items.find((item) => c.truthy(c.call(fn, item))) ?? absent;
    },
    "find_index/2": find((_, index) => int(index)),
    "find_value/2": find((_, __, value) => value),
    "find_value/3": (c, of, absent, fn) => {
      for (const item of c.all(of)) {
        const value = c.call(fn, item);
        if (c.truthy(value)) return value;
      }
      return absent;
    },
    "flat_map/2": (c, of, fn) =>
      flatten(
        c,
        mapList(c.enumerable(of), (item) => c.call(fn, item)),
      ),
    "flat_map_reduce/3": (c, of, initial, fn) => {
      let acc = initial;
      let all: ListValue = list([]);
      for (const item of c.all(of)) {
        const [items, next] = c.pair(c.call(fn, item, acc));
        if (items.t === "atom") return tuple(all, next);
        all = concat(all, c.enumerable(items));
        acc = next;
      }
      return tuple(all, acc);
    },
    "frequencies/1": (c, of) => counts(c, of, undefined),
    "frequencies_by/2": counts,
    "group_by/2": (c, of, fn) => groups(c, of, fn, undefined),
    "group_by/3": groups,
    "intersperse/2": (c, of, separator) => list(c.all(of).flatMap((item, i) => (i === 0 ? [item] : [separator, item]))),
    "into/2": into,
    "into/3": into,
    "join/1": (c, of) =>
      str(
        c
          .all(of)
          .map((item) => text(c, item))
          .join(""),
      ),
    "join/2": (c, of, by) =>
      str(
        c
          .all(of)
          .map((item) => text(c, item))
          .join(text(c, by)),
      ),
    "map/2": mapped,
    "map_join/2": (c, of, fn) =>
      str(
        c
          .all(of)
          .map((item) => text(c, c.call(fn, item)))
          .join(""),
      ),
    "map_join/3": (c, of, by, fn) =>
      str(
        c
          .all(of)
          .map((item) => text(c, c.call(fn, item)))
          .join(text(c, by)),
      ),
    "map_reduce/3": (c, of, initial, fn) => {
      let acc = initial;
      const items = c.all(of).map((item) => {
        const [value, next] = c.pair(c.call(fn, item, acc));
        acc = next;
        return value;
      });
      return tuple(list(items), acc);
    },
    "map_every/3": (c, of, nth, fn) => {
      const every = amount(c, nth);
      return list(c.all(of).map((item, i) => (every > 0 && i % every === 0 ? c.call(fn, item) : item)));
    },
    "map_intersperse/3": (c, of, separator, fn) =>
      list(c.all(of).flatMap((item, i) => (i === 0 ? [c.call(fn, item)] : [separator, c.call(fn, item)]))),
    "member?/2": (c, of, value) => {
      c.env = union(c.env, of.env);
      return member(c.rt, of, value, c.node, c.frame);
    },
    "product/1": (c, of) => sum(c, c.all(of), "*"),
    "sum/1": (c, of) => sum(c, c.all(of), "+"),
    "sum_by/2": (c, of, fn) =>
      sum(
        c,
        c.all(of).map((item) => c.call(fn, item)),
        "+",
      ),
    "reduce/2": (c, of, fn) => {
      const items = c.all(of);
      return items.length === 0 ? c.raise("reduces an empty list") : reduce(c, items.slice(1), items[0]!, fn);
    },
    "reduce/3": (c, of, initial, fn) => reduce(c, c.all(of), initial, fn),
    "reduce_while/3": reduceWhile,
    "scan/2": (c, of, fn) => {
      const items = c.all(of);
      let acc: Value | undefined;
      return list(items.map((item) => (acc = acc === undefined ? item : c.call(fn, item, acc))));
    },
    "scan/3": (c, of, initial, fn) => {
      let acc = initial;
      return list(c.all(of).map((item) => (acc = c.call(fn, item, acc))));
    },
    "split_with/2": (c, of, fn) => {
      const tested = c.all(of).map((item) => [item, c.truthy(c.call(fn, item))] as const);
      const side = (wanted: boolean): Value => list(tested.filter(([, is]) => is === wanted).map(([item]) => item));
      return tuple(side(true), side(false));
    },
    "to_list/1": (c, of) => c.enumerable(of),
    "uniq/1": (c, of) => uniq(c, of, undefined),
    "uniq_by/2": uniq,
    "unzip/1": (c, of) => {
      const pairs = c.all(of).map((item) => c.pair(item));
      return tuple(list(pairs.map(([first]) => first)), list(pairs.map(([, second]) => second)));
    },
    "with_index/1": (c, of) => list(c.all(of).map((item, i) => tuple(item, int(i)))),
    "with_index/2": (c, of, start) => {
      const known = c.known(start);
      if (known.t === "fn") return list(c.all(of).map((item, i) => c.call(start, item, int(i))));
      const first = c.int(start);
      return list(c.all(of).map((item, i) => tuple(item, int(first + BigInt(i)))));
    },
    "zip/1": (c, of) =>
      list(
        zip(
          c,
          c.all(of).map((one) => c.all(one)),
        ),
      ),
    "zip/2": (c, a, b) => list(zip(c, [c.all(a), c.all(b)])),
    "zip_with/2": (c, of, fn) =>
      list(
        zip(
          c,
          c.all(of).map((one) => c.all(one)),
        ).map((t) => c.call(fn, list(c.tuple(t)))),
      ),
    "zip_with/3": (c, a, b, fn) => list(zip(c, [c.all(a), c.all(b)]).map((t) => c.call(fn, ...c.tuple(t)))),
    "zip_reduce/4": (c, a, b, initial, fn) =>
      zip(c, [c.all(a), c.all(b)]).reduce((acc, t) => c.call(fn, ...c.tuple(t), acc), initial),
    "random/1": (c) => c.unknown("takes a random item"),
    "shuffle/1": (c) => c.unknown("shuffles a list"),
    "take_random/2": (c) => c.unknown("takes random items"),
    "drop_every/2": (c, of, nth) => {
      const every = amount(c, nth);
      return list(c.all(of).filter((_, i) => every === 0 || i % every !== 0));
    },
    "take_every/2": (c, of, nth) => {
      const every = amount(c, nth);
      return list(c.all(of).filter((_, i) => every > 0 && i % every === 0));
    },
  },
};
