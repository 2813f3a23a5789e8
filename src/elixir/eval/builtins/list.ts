import { atom, bool, charlist, float, int, list, nil, str, tuple } from "../values/make.ts";
import { listText } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import type { BuiltinCall, BuiltinModule } from "./builtin.ts";
import { drop } from "./list-operations.ts";
import { parseFloatText, parseInteger } from "./numbers.ts";

function flatten(c: BuiltinCall, value: Value): readonly Value[] {
  c.step(1);
  return c.items(value).flatMap((item) => {
    if (item.t === "unknown") return c.known(item) as never;
    return item.t === "list" ? flatten(c, item) : [item];
  });
}

function text(c: BuiltinCall, value: Value): string {
  return listText(c.deep(value)) ?? c.raise("reads a list as text that is none");
}

/** Position of the tuple whose element at `position` is the key; -1 where there is none. */
function keyFind(c: BuiltinCall, items: readonly Value[], key: Value, position: Value): number {
  const at = c.size(position);
  return items.findIndex((item) => {
    const known = c.known(item);
    const element = known.t === "tuple" ? known.items[at] : undefined;
    return element !== undefined && c.same(element, key, false);
  });
}

const nth = (c: BuiltinCall, index: Value, length: number): number => {
  const at = c.size(index);
  return at < 0 ? at + length : at;
};

export const listBuiltins: BuiltinModule = {
  module: "Elixir.List",
  functions: {
    "first/1": (c, of) => (c.list(of).items.length === 0 && c.items(of).length === 0 ? nil : first(c, of)),
    "first/2": (c, of, absent) => (c.list(of).items.length === 0 && c.items(of).length === 0 ? absent : first(c, of)),
    "last/1": (c, of) => c.items(of).at(-1) ?? nil,
    "last/2": (c, of, absent) => c.items(of).at(-1) ?? absent,
    "flatten/1": (c, of) => list(flatten(c, of)),
    "flatten/2": (c, of, tail) => list([...flatten(c, of), ...c.items(tail)]),
    "wrap/1": (c, value) => {
      const known = c.known(value);
      return known.t === "list" ? known : known.t === "atom" && known.v === "nil" ? list([]) : list([value]);
    },
    "duplicate/2": (c, value, count) => {
      const times = c.size(count);
      if (times > 100_000) return c.unknown("builds a very long list");
      c.step(times);
      return list(Array.from({ length: Math.max(0, times) }, () => value));
    },
    "delete/2": (c, of, value) => {
      const items = c.items(of);
      const at = items.findIndex((item) => c.same(item, value, true));
      return at < 0 ? of : list(items.toSpliced(at, 1));
    },
    "delete_at/2": (c, of, index) => {
      const items = c.items(of);
      const at = nth(c, index, items.length);
      return at < 0 || at >= items.length ? of : list(items.toSpliced(at, 1));
    },
    "insert_at/3": (c, of, index, value) => {
      const items = c.items(of);
      const at = c.size(index);
      const place = at < 0 ? Math.max(0, items.length + at + 1) : Math.min(at, items.length);
      return list(items.toSpliced(place, 0, value));
    },
    "replace_at/3": (c, of, index, value) => {
      const items = c.items(of);
      const at = nth(c, index, items.length);
      return at < 0 || at >= items.length ? of : list(items.with(at, value));
    },
    "update_at/3": (c, of, index, fn) => {
      const items = c.items(of);
      const at = nth(c, index, items.length);
      return at < 0 || at >= items.length ? of : list(items.with(at, c.call(fn, items[at]!)));
    },
    "pop_at/2": (c, of, index) => {
      const items = c.items(of);
      const at = nth(c, index, items.length);
      return at < 0 || at >= items.length ? tuple(nil, of) : tuple(items[at]!, list(items.toSpliced(at, 1)));
    },
    "foldl/3": (c, of, initial, fn) => c.items(of).reduce((acc, item) => c.call(fn, item, acc), initial),
    "foldr/3": (c, of, initial, fn) => c.items(of).reduceRight((acc, item) => c.call(fn, item, acc), initial),
    "keyfind/3": (c, of, key, position) => c.items(of)[keyFind(c, c.items(of), key, position)] ?? nil,
    "keyfind/4": (c, of, key, position, absent) => c.items(of)[keyFind(c, c.items(of), key, position)] ?? absent,
    "keyfind!/3": (c, of, key, position) =>
      c.items(of)[keyFind(c, c.items(of), key, position)] ?? c.raise("there is no such key"),
    "keymember?/3": (c, of, key, position) => bool(keyFind(c, c.items(of), key, position) >= 0),
    "keydelete/3": (c, of, key, position) => {
      const at = keyFind(c, c.items(of), key, position);
      return at < 0 ? of : list(c.items(of).toSpliced(at, 1));
    },
    "keyreplace/4": (c, of, key, position, value) => {
      const at = keyFind(c, c.items(of), key, position);
      return at < 0 ? of : list(c.items(of).with(at, value));
    },
    "keystore/4": (c, of, key, position, value) => {
      const at = keyFind(c, c.items(of), key, position);
      return at < 0 ? list([...c.items(of), value]) : list(c.items(of).with(at, value));
    },
    "keytake/3": (c, of, key, position) => {
      const items = c.items(of);
      const at = keyFind(c, items, key, position);
      return at < 0 ? nil : tuple(items[at]!, list(items.toSpliced(at, 1)));
    },
    "keysort/2": (c, of, position) => {
      const at = c.size(position);
      const keyed = c.items(of).map((item) => [c.tuple(item)[at] ?? c.raise("a tuple is too short"), item] as const);
      return list(keyed.toSorted((a, b) => c.compare(a[0], b[0])).map(([, item]) => item));
    },
    "to_string/1": (c, of) => str(text(c, of)),
    "to_charlist/1": (c, of) => charlist(text(c, of)),
    "to_atom/1": (c, of) => atom(text(c, of)),
    "to_existing_atom/1": (c, of) => atom(text(c, of)),
    "to_integer/1": (c, of) => {
      const number = parseInteger(text(c, of), 10);
      return number?.[1] === "" ? int(number[0]) : c.raise("reads a number that is none");
    },
    "to_float/1": (c, of) => {
      const number = parseFloatText(text(c, of));
      return number?.[1] === "" ? float(number[0]) : c.raise("reads a number that is none");
    },
    "to_tuple/1": (c, of) => tuple(...c.items(of)),
    "zip/1": (c, of) => c.rt.callRemote("Elixir.Enum", "zip", [of], c.node, c.frame),
    "starts_with?/2": (c, of, prefix) => {
      const [items, wanted] = [c.items(of), c.items(prefix)];
      return bool(wanted.length <= items.length && wanted.every((item, i) => c.same(item, items[i]!, true)));
    },
    "ascii_printable?/1": (c, of) =>
      bool(
        c
          .items(of)
          .every(
            (item) =>
              item.t === "int" &&
              ((item.v >= 32n && item.v <= 126n) || (item.v >= 7n && item.v <= 13n) || item.v === 27n),
          ),
      ),
    "improper?/1": (c, of) => bool(c.items(of).length < 0),
    "myers_difference/2": (c) => c.unknown("compares lists step by step"),
  },
};

function first(c: BuiltinCall, of: Value): Value {
  const known = c.list(of);
  if (known.open !== undefined && (known.openAt ?? 0) === 0) c.closed(known);
  return drop(known, 0).items[0]!;
}
