import { list, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

type Order = (a: Value, b: Value) => number;

/** The order that a sorter asks for: `:asc`, `:desc`, a module with compare/2, `{:desc, Module}` or a function. */
function orderOf(c: BuiltinCall, sorter: Value | undefined): Order {
  if (sorter === undefined) return (a, b) => c.compare(a, b);
  const known = c.known(sorter);
  if (known.t === "fn") return (a, b) => (c.truthy(c.call(sorter, a, b)) ? -1 : 1);
  if (known.t === "tuple") {
    const [direction, module] = c.pair(sorter);
    const order = byModule(c, c.atom(module));
    return c.atom(direction) === "desc" ? (a, b) => order(b, a) : order;
  }
  const name = c.atom(sorter);
  if (name === "asc") return (a, b) => c.compare(a, b);
  if (name === "desc") return (a, b) => c.compare(b, a);
  return byModule(c, name);
}

function byModule(c: BuiltinCall, module: string): Order {
  return (a, b) => {
    const answer = c.atom(c.rt.callRemote(module, "compare", [a, b], c.node, c.frame));
    return answer === "lt" ? -1 : answer === "gt" ? 1 : 0;
  };
}

function sorted<T>(c: BuiltinCall, items: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  c.step(items.length);
  return items.toSorted(order);
}

function sortBy(c: BuiltinCall, of: Value, fn: Value, sorter: Value | undefined): Value {
  const order = orderOf(c, sorter);
  const keyed = c.all(of).map((item) => [c.call(fn, item), item] as const);
  return list(sorted(c, keyed, (a, b) => order(a[0], b[0])).map(([, item]) => item));
}

/** The first item that no other one comes before (min) or after (max). */
function extreme(c: BuiltinCall, of: Value, direction: 1 | -1, fn?: Value, sorter?: Value): Value {
  const items = c.all(of);
  const order = sorter === undefined ? (a: Value, b: Value) => c.compare(a, b) : pick(c, sorter, direction);
  let best: readonly [Value, Value] | undefined;
  for (const item of items) {
    const key = fn === undefined ? item : c.call(fn, item);
    if (best === undefined || order(key, best[0]) * direction < 0) best = [key, item];
  }
  return best?.[1] ?? c.raise("there is no smallest or largest item of an empty list");
}

/** min and max take a function that says which of two stays, or a module with compare/2. */
function pick(c: BuiltinCall, sorter: Value, direction: 1 | -1): Order {
  const known = c.known(sorter);
  if (known.t === "fn") return (a, b) => (c.truthy(c.call(sorter, b, a)) ? direction : -direction);
  const name = c.atom(sorter);
  return name === "asc" || name === "desc" ? c.raise("there is no such module") : byModule(c, name);
}

/** With a function or module to compare by, or a function that gives the value for an empty list. */
const best =
  (direction: 1 | -1): Builtin =>
  (c, of, second) => {
    if (second === undefined) return extreme(c, of, direction);
    const known = c.known(second);
    if (known.t !== "fn" || known.fn.arity === 2) return extreme(c, of, direction, undefined, second);
    return c.all(of).length === 0 ? c.call(second) : extreme(c, of, direction);
  };

export const sortBuiltins: Readonly<Record<string, Builtin>> = {
  "sort/1": (c, of) => list(sorted(c, c.all(of), orderOf(c, undefined))),
  "sort/2": (c, of, sorter) => list(sorted(c, c.all(of), orderOf(c, sorter))),
  "sort_by/2": (c, of, fn) => sortBy(c, of, fn, undefined),
  "sort_by/3": sortBy,
  "min/1": best(1),
  "min/2": best(1),
  "max/1": best(-1),
  "max/2": best(-1),
  "min_by/2": (c, of, fn) => extreme(c, of, 1, fn),
  "max_by/2": (c, of, fn) => extreme(c, of, -1, fn),
  "min_by/3": (c, of, fn, sorter) => extreme(c, of, 1, fn, sorter),
  "max_by/3": (c, of, fn, sorter) => extreme(c, of, -1, fn, sorter),
  "min_max/1": (c, of) => tuple(extreme(c, of, 1), extreme(c, of, -1)),
};
