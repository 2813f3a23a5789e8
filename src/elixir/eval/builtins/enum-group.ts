import { keyOf } from "../values/equal.ts";
import { int, list, map, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { variablesOf, union } from "../values/variables.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { filterList } from "./list-operations.ts";

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
      c.variables = union(c.variables, variablesOf(by));
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

/** Functions of Enum that put equal items together. */
export const groupBuiltins: Readonly<Record<string, Builtin>> = {
  "dedup/1": (c, of) => {
    const items = c.all(of);
    return list(items.filter((item, i) => i === 0 || !c.same(item, items[i - 1]!, true)));
  },
  "dedup_by/2": (c, of, fn) => {
    const items = c.all(of);
    const keys = items.map((item) => c.call(fn, item));
    return list(items.filter((_, i) => i === 0 || !c.same(keys[i]!, keys[i - 1]!, true)));
  },
  "frequencies/1": (c, of) => counts(c, of, undefined),
  "frequencies_by/2": counts,
  "group_by/2": (c, of, fn) => groups(c, of, fn, undefined),
  "group_by/3": groups,
  "split_with/2": (c, of, fn) => {
    const tested = c.all(of).map((item) => [item, c.truthy(c.call(fn, item))] as const);
    const side = (wanted: boolean): Value => list(tested.filter(([, is]) => is === wanted).map(([item]) => item));
    return tuple(side(true), side(false));
  },
  "uniq/1": (c, of) => uniq(c, of, undefined),
  "uniq_by/2": uniq,
};
