import { field } from "../values/enumerate.ts";
import { atom, bool, int, list, map } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";

/** A set: a struct with its items as a list in the order of terms, each once. */
function made(c: BuiltinCall, items: readonly Value[]): Value {
  c.step(items.length);
  const unique = new Map(items.map((item) => [c.key(item), item]));
  const sorted = [...unique.values()].toSorted((a, b) => c.compare(a, b));
  return map([
    [atom("__struct__"), atom("Elixir.MapSet")],
    [atom("items"), list(sorted)],
  ]);
}

function itemsOf(c: BuiltinCall, set: Value): readonly Value[] {
  const items = field(c.map(set), "items");
  return items === undefined ? c.wrong(set, "a set") : c.items(items);
}

const keys = (c: BuiltinCall, set: Value): ReadonlySet<string> => new Set(itemsOf(c, set).map((item) => c.key(item)));

const kept =
  (inSecond: boolean): Builtin =>
  (c, a, b) => {
    const others = keys(c, b);
    return made(
      c,
      itemsOf(c, a).filter((item) => others.has(c.key(item)) === inSecond),
    );
  };

export const mapSetBuiltins: BuiltinModule = {
  module: "Elixir.MapSet",
  functions: {
    "new/0": (c) => made(c, []),
    "new/1": (c, of) => made(c, c.all(of)),
    "new/2": (c, of, fn) =>
      made(
        c,
        c.all(of).map((item) => c.call(fn, item)),
      ),
    "put/2": (c, set, value) => made(c, [...itemsOf(c, set), value]),
    "delete/2": (c, set, value) => {
      const gone = c.key(value);
      return made(
        c,
        itemsOf(c, set).filter((item) => c.key(item) !== gone),
      );
    },
    "member?/2": (c, set, value) => bool(keys(c, set).has(c.key(value))),
    "size/1": (c, set) => int(itemsOf(c, set).length),
    "to_list/1": (c, set) => list(itemsOf(c, set)),
    "union/2": (c, a, b) => made(c, [...itemsOf(c, a), ...c.all(b)]),
    "difference/2": kept(false),
    "intersection/2": kept(true),
    "equal?/2": (c, a, b) => bool(c.same(list(itemsOf(c, a)), list(itemsOf(c, b)), true)),
    "subset?/2": (c, a, b) => {
      const others = keys(c, b);
      return bool(itemsOf(c, a).every((item) => others.has(c.key(item))));
    },
    "disjoint?/2": (c, a, b) => {
      const others = keys(c, b);
      return bool(!itemsOf(c, a).some((item) => others.has(c.key(item))));
    },
  },
};
