import { atom, list, str } from "../values/make.ts";
import { putEntries } from "../values/put-entries.ts";
import type { ListValue, UnknownValue } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { foldBuiltins } from "./enum-fold.ts";
import { groupBuiltins } from "./enum-group.ts";
import { searchBuiltins } from "./enum-search.ts";
import { amount, sliceBuiltins } from "./enum-slice.ts";
import { sortBuiltins } from "./enum-sort.ts";
import { zipBuiltins } from "./enum-zip.ts";
import { asList, concat, concatAll, filterList, mapList } from "./list-operations.ts";
import { fromPairs } from "./map.ts";

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

/** All items of lists, one list after the other. What is not known to be a list may be any items. */
function flatten(c: BuiltinCall, parts: ListValue): ListValue {
  const certain = parts.open === undefined ? parts.items.length : (parts.openAt ?? 0);
  const lists = parts.items.map((part) => (part.t === "unknown" ? asList(part) : c.enumerable(part)));
  if (parts.open !== undefined) lists.splice(certain, 0, asList(parts.open));
  return concatAll(lists);
}

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

const mapped: Builtin = (c, of, fn) => mapList(c.enumerable(of), (item) => c.call(fn, item));

export const enumBuiltins: BuiltinModule = {
  module: "Elixir.Enum",
  functions: {
    ...searchBuiltins,
    ...foldBuiltins,
    ...groupBuiltins,
    ...zipBuiltins,
    ...sortBuiltins,
    ...sliceBuiltins,
    "concat/1": (c, of) => flatten(c, c.enumerable(of)),
    "concat/2": (c, a, b) => concat(c.enumerable(a), c.enumerable(b)),
    "each/2": (c, of, fn) => {
      const items = c.enumerable(of);
      for (const item of items.items) c.rt.under({ variables: c.variables }, () => c.call(fn, item));
      return atom("ok");
    },
    "filter/2": filtered(true),
    "reject/2": filtered(false),
    "flat_map/2": (c, of, fn) =>
      flatten(
        c,
        mapList(c.enumerable(of), (item) => c.call(fn, item)),
      ),
    "intersperse/2": (c, of, separator) => list(c.all(of).flatMap((item, i) => (i === 0 ? [item] : [separator, item]))),
    "into/2": into,
    "into/3": into,
    "join/1": (c, of) =>
      str(
        c
          .all(of)
          .map((item) => c.text(item))
          .join(""),
      ),
    "join/2": (c, of, by) =>
      str(
        c
          .all(of)
          .map((item) => c.text(item))
          .join(c.text(by)),
      ),
    "map/2": mapped,
    "map_join/2": (c, of, fn) =>
      str(
        c
          .all(of)
          .map((item) => c.text(c.call(fn, item)))
          .join(""),
      ),
    "map_join/3": (c, of, by, fn) =>
      str(
        c
          .all(of)
          .map((item) => c.text(c.call(fn, item)))
          .join(c.text(by)),
      ),
    "map_every/3": (c, of, nth, fn) => {
      const every = amount(c, nth);
      return list(c.all(of).map((item, i) => (every > 0 && i % every === 0 ? c.call(fn, item) : item)));
    },
    "map_intersperse/3": (c, of, separator, fn) =>
      list(c.all(of).flatMap((item, i) => (i === 0 ? [c.call(fn, item)] : [separator, c.call(fn, item)]))),
    "to_list/1": (c, of) => c.enumerable(of),
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
