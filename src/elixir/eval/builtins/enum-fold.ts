import { int, list, tuple } from "../values/make.ts";
import type { ListValue, Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { concat } from "./list-operations.ts";

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

function sum(c: BuiltinCall, items: readonly Value[], operator: "+" | "*"): Value {
  return items.reduce<Value>(
    (acc, item) => c.rt.callRemote("Elixir.Kernel", operator, [acc, c.deep(item)], c.node, c.frame),
    int(operator === "+" ? 0 : 1),
  );
}

/** Functions of Enum that take the items one after the other into one value. */
export const foldBuiltins: Readonly<Record<string, Builtin>> = {
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
  "map_reduce/3": (c, of, initial, fn) => {
    let acc = initial;
    const items = c.all(of).map((item) => {
      const [value, next] = c.pair(c.call(fn, item, acc));
      acc = next;
      return value;
    });
    return tuple(list(items), acc);
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
};
