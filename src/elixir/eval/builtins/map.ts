import { field } from "../values/enumerate.ts";
import { keyOf } from "../values/equal.ts";
import { atom, bool, derived, list, map, nil, tuple } from "../values/make.ts";
import { putEntries } from "../values/put-entries.ts";
import type { MapValue, Value } from "../values/value.ts";
import { union } from "../values/variables.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { filterList } from "./list-operations.ts";

type Entry = readonly [Value, Value];

/** The value of a key, `absent()` where it is surely not there. A variable of the environment that is read is noted. */
export function mapGet(c: BuiltinCall, of: MapValue, key: Value, absent: () => Value): Value {
  const wanted = c.key(key);
  const found = of.entries.find(([k]) => keyOf(k) === wanted);
  if (found !== undefined) return found[1];
  if (of.environment && key.t === "str") {
    c.variables = union(c.variables, new Set([key.v]));
    return absent();
  }
  if (of.open !== undefined) throw new Stop(of.open);
  return absent();
}

function has(c: BuiltinCall, of: MapValue, key: Value): boolean {
  let there = true;
  mapGet(c, of, key, () => {
    there = false;
    return nil;
  });
  return there;
}

const put = (c: BuiltinCall, of: MapValue, ...entries: readonly Entry[]): Value =>
  putEntries(of, entries, c.rt, c.node, c.frame);

function without(c: BuiltinCall, of: MapValue, keys: readonly Value[]): MapValue {
  const gone = new Set(keys.map((key) => c.key(key)));
  return { ...of, entries: of.entries.filter(([key]) => !gone.has(c.key(key))) };
}

/** Entries of which all keys are known, as pairs in the order of enumeration. */
const pairs = (c: BuiltinCall, of: Value): readonly Value[] => c.all(c.map(of));

/** A map from pairs, which may be of any enumerable. */
export function fromPairs(c: BuiltinCall, items: readonly Value[]): MapValue {
  const entries = items.map((item): Entry => {
    const parts = c.tuple(item);
    return parts.length === 2 ? (parts as unknown as Entry) : c.wrong(item, "a pair");
  });
  return put(c, map([]), ...entries) as MapValue;
}

const filtered =
  (wanted: boolean): Builtin =>
  (c, of, fn) => {
    const kept = filterList(
      c.enumerable(c.map(of)),
      (item) => {
        const is = c.holds(c.call(fn, item));
        return is === undefined ? undefined : is === wanted;
      },
      () => c.rt.unknown("filters by a condition that is not known", c.node, c.frame),
    );
    const made = fromPairs(c, kept.items);
    return kept.open === undefined ? made : { ...made, open: kept.open };
  };

const merged: Builtin = (c, a, b) => {
  const right = c.map(b);
  if (a.t === "unknown" && !a.raises) {
    c.variables = union(c.variables, a.variables);
    return { ...right, open: right.open ?? derived(a) };
  }
  const left = c.map(a);
  // What may be in the right one may stand over anything of the left one.
  if (right.open !== undefined) return { ...right };
  return put(c, left, ...right.entries);
};

export const mapBuiltins: BuiltinModule = {
  module: "Elixir.Map",
  functions: {
    "new/0": () => map([]),
    "new/1": (c, of) => {
      const known = c.known(of);
      return known.t === "map" && field(known, "__struct__") === undefined ? known : fromPairs(c, c.all(of));
    },
    "new/2": (c, of, fn) =>
      fromPairs(
        c,
        c.all(of).map((item) => c.call(fn, item)),
      ),
    "from_keys/2": (c, keys, value) =>
      fromPairs(
        c,
        c.all(keys).map((key) => tuple(key, value)),
      ),
    "from_struct/1": (c, of) => without(c, c.map(of), [atom("__struct__")]),
    "get/2": (c, of, key) => mapGet(c, c.map(of), key, () => nil),
    "get/3": (c, of, key, absent) => mapGet(c, c.map(of), key, () => absent),
    "get_lazy/3": (c, of, key, fn) => mapGet(c, c.map(of), key, () => c.call(fn)),
    "fetch/2": (c, of, key) => {
      const known = c.map(of);
      return has(c, known, key)
        ? tuple(
            atom("ok"),
            mapGet(c, known, key, () => nil),
          )
        : atom("error");
    },
    "fetch!/2": (c, of, key) => mapGet(c, c.map(of), key, () => c.raise("the map has no such key")),
    "has_key?/2": (c, of, key) => bool(has(c, c.map(of), key)),
    "put/3": (c, of, key, value) => put(c, c.map(of), [key, value]),
    "put_new/3": (c, of, key, value) => {
      const known = c.map(of);
      return has(c, known, key) ? known : put(c, known, [key, value]);
    },
    "put_new_lazy/3": (c, of, key, fn) => {
      const known = c.map(of);
      return has(c, known, key) ? known : put(c, known, [key, c.call(fn)]);
    },
    "replace/3": (c, of, key, value) => {
      const known = c.map(of);
      return has(c, known, key) ? put(c, known, [key, value]) : known;
    },
    "replace!/3": (c, of, key, value) => {
      const known = c.map(of);
      return has(c, known, key) ? put(c, known, [key, value]) : c.raise("the map has no such key");
    },
    "update/4": (c, of, key, initial, fn) => {
      const known = c.map(of);
      if (!has(c, known, key)) return put(c, known, [key, initial]);
      return put(c, known, [
        key,
        c.call(
          fn,
          mapGet(c, known, key, () => nil),
        ),
      ]);
    },
    "update!/3": (c, of, key, fn) => {
      const known = c.map(of);
      return put(c, known, [
        key,
        c.call(
          fn,
          mapGet(c, known, key, () => c.raise("the map has no such key")),
        ),
      ]);
    },
    "delete/2": (c, of, key) => without(c, c.map(of), [key]),
    "drop/2": (c, of, keys) => without(c, c.map(of), c.items(keys)),
    "take/2": (c, of, keys) => {
      const known = c.map(of);
      const taken = c.items(keys).filter((key) => has(c, known, key));
      return put(c, map([]), ...taken.map((key): Entry => [key, mapGet(c, known, key, () => nil)]));
    },
    "split/2": (c, of, keys) => {
      const known = c.map(of);
      const taken = c.items(keys).filter((key) => has(c, known, key));
      const inside = put(c, map([]), ...taken.map((key): Entry => [key, mapGet(c, known, key, () => nil)]));
      return tuple(inside, without(c, known, taken));
    },
    "pop/2": (c, of, key) =>
      tuple(
        mapGet(c, c.map(of), key, () => nil),
        without(c, c.map(of), [key]),
      ),
    "pop/3": (c, of, key, absent) =>
      tuple(
        mapGet(c, c.map(of), key, () => absent),
        without(c, c.map(of), [key]),
      ),
    "pop!/2": (c, of, key) =>
      tuple(
        mapGet(c, c.map(of), key, () => c.raise("the map has no such key")),
        without(c, c.map(of), [key]),
      ),
    "merge/2": merged,
    "merge/3": (c, a, b, fn) => {
      const [left, right] = [c.map(a), c.map(b)];
      if (left.open !== undefined || right.open !== undefined) c.unknown("merges maps that are not all known");
      const entries = right.entries.map(([key, value]): Entry => {
        const old = left.entries.find(([k]) => keyOf(k) === c.key(key));
        return [key, old === undefined ? value : c.call(fn, key, old[1], value)];
      });
      return put(c, left, ...entries);
    },
    "keys/1": (c, of) => list(pairs(c, of).map((item) => c.pair(item)[0])),
    "values/1": (c, of) => list(pairs(c, of).map((item) => c.pair(item)[1])),
    "to_list/1": (c, of) => list(pairs(c, of)),
    "equal?/2": (c, a, b) => bool(c.same(a, b, true)),
    "filter/2": filtered(true),
    "reject/2": filtered(false),
    "map/2": (c, of, fn) => list(pairs(c, of).map((item) => c.call(fn, item))),
    "intersect/2": (c, a, b) => {
      const [left, right] = [c.map(a), c.map(b)];
      return put(c, map([]), ...right.entries.filter(([key]) => has(c, left, key)));
    },
  },
};
