import { member } from "../forms/membership.ts";
import { field } from "../values/enumerate.ts";
import { bool, charlist, derived, int, list, nil, str, struct, tuple } from "../values/make.ts";
import { putEntries } from "../values/put-entries.ts";
import { inspect } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { union } from "../values/variables.ts";
import { getIn } from "./access.ts";
import { arithmetic } from "./arithmetic.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { asList, concat, drop } from "./list-operations.ts";
import { mapGet } from "./map.ts";

const is =
  (test: (value: Value) => boolean): Builtin =>
  (c, value) =>
    bool(test(c.known(value)));

const ordered =
  (test: (order: number) => boolean): Builtin =>
  (c, a, b) =>
    bool(test(c.compare(a, b)));

const equality =
  (strict: boolean, wanted: boolean): Builtin =>
  (c, a, b) =>
    bool(c.same(a, b, strict) === wanted);

function append(c: BuiltinCall, a: Value, b: Value): Value {
  const [left, right] = [a, b].map((value) => {
    if (value.t !== "unknown" || value.raises) return c.list(value);
    c.variables = union(c.variables, value.variables);
    return value;
  }) as [Value, Value];
  if (left.t === "unknown" && right.t === "unknown") return derived(left);
  if (left.t !== "list" && left.t !== "unknown") return c.wrong(a, "a list");
  if (right.t !== "list" && right.t !== "unknown") return c.wrong(b, "a list");
  const joined = concat(asList(left), asList(right));
  c.step(joined.items.length / 16);
  return joined;
}

function subtract(c: BuiltinCall, a: Value, b: Value): Value {
  const left = c.items(a);
  const gone = c.items(b);
  c.step(left.length + gone.length);
  const counts = new Map<string, number>();
  for (const item of gone) {
    const key = c.key(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return list(
    left.filter((item) => {
      const key = c.key(item);
      const count = counts.get(key) ?? 0;
      if (count > 0) counts.set(key, count - 1);
      return count === 0;
    }),
  );
}

const range = (c: BuiltinCall, first: Value, last: Value, step: bigint | undefined): Value => {
  const [from, to] = [c.int(first), c.int(last)];
  return struct("Elixir.Range", { first: int(from), last: int(to), step: int(step ?? (from <= to ? 1n : -1n)) });
};

const text: Builtin = (c, value) => str(c.text(value));

const inspected: Builtin = (c, value) => {
  const shown = inspect(c.deep(value));
  return shown === undefined ? c.unknown("inspects a value that has no fixed form") : str(shown);
};

/** `value.key`: a field of a map, which must be there. */
const fieldOf: Builtin = (c, target, name) => {
  const of = c.map(target);
  return mapGet(c, of, name, () => c.raise(`the map has no key ${c.atom(name)}`));
};

const build =
  (strict: boolean): Builtin =>
  (c, of, fields = list([])) => {
    const base = c.known(of);
    const start: Value | undefined = base.t === "map" ? base : c.rt.findModule(c.atom(of))?.struct;
    if (start?.t !== "map") return c.unknown("builds a struct that is not defined in this project");
    const given = c.all(fields).map((item) => c.pair(item));
    const wanted = given.filter(([key]) => strict || field(start, c.atom(key)) !== undefined);
    return putEntries(start, wanted, c.rt, c.node, c.frame);
  };

const never =
  (why: string): Builtin =>
  (c) =>
    c.unknown(why);

export const kernelBuiltins: BuiltinModule = {
  module: "Elixir.Kernel",
  functions: {
    ...arithmetic,
    "==/2": equality(false, true),
    "!=/2": equality(false, false),
    "===/2": equality(true, true),
    "!==/2": equality(true, false),
    "</2": ordered((order) => order < 0),
    ">/2": ordered((order) => order > 0),
    "<=/2": ordered((order) => order <= 0),
    ">=/2": ordered((order) => order >= 0),
    "min/2": (c, a, b) => (c.compare(a, b) <= 0 ? a : b),
    "max/2": (c, a, b) => (c.compare(a, b) >= 0 ? a : b),
    "!/1": (c, value) => bool(!c.truthy(value)),
    "not/1": (c, value) => {
      const v = c.atom(value);
      return v === "true" || v === "false" ? bool(v === "false") : c.wrong(value, "a boolean");
    },
    "in/2": (c, value, of) => member(c.rt, of, value, c.node, c.frame),
    "++/2": append,
    "--/2": subtract,
    "<>/2": (c, a, b) => str(c.str(a) + c.str(b)),
    "../2": (c, a, b) => range(c, a, b, undefined),
    "..///3": (c, a, b, step) => range(c, a, b, c.int(step) || c.raise("a range's step is 0")),
    "is_atom/1": is((v) => v.t === "atom"),
    "is_binary/1": is((v) => v.t === "str"),
    "is_bitstring/1": is((v) => v.t === "str"),
    "is_boolean/1": is((v) => v.t === "atom" && (v.v === "true" || v.v === "false")),
    "is_nil/1": is((v) => v.t === "atom" && v.v === "nil"),
    "is_integer/1": is((v) => v.t === "int"),
    "is_float/1": is((v) => v.t === "float"),
    "is_number/1": is((v) => v.t === "int" || v.t === "float"),
    "is_list/1": is((v) => v.t === "list"),
    "is_tuple/1": is((v) => v.t === "tuple"),
    "is_map/1": is((v) => v.t === "map"),
    "is_function/1": is((v) => v.t === "fn"),
    "is_function/2": (c, v, arity) => {
      const [fn, wanted] = [c.known(v), c.size(arity)];
      return bool(fn.t === "fn" && fn.fn.arity === wanted);
    },
    "is_pid/1": is(() => false),
    "is_port/1": is(() => false),
    "is_reference/1": is(() => false),
    "is_struct/1": is((v) => v.t === "map" && field(v, "__struct__") !== undefined),
    "is_struct/2": (c, v, name) => {
      const [value, wanted] = [c.known(v), c.atom(name)];
      const type = value.t === "map" ? field(value, "__struct__") : undefined;
      return bool(type?.t === "atom" && type.v === wanted);
    },
    "is_exception/1": is((v) => v.t === "map" && field(v, "__exception__") !== undefined),
    "is_map_key/2": (c, of, key) => {
      const there = c.map(of);
      let found = true;
      mapGet(c, there, key, () => {
        found = false;
        return nil;
      });
      return bool(found);
    },
    "hd/1": (c, value) => {
      const of = c.list(value);
      if (of.items.length === 0 || (of.open !== undefined && (of.openAt ?? 0) === 0)) c.closed(of);
      return of.items[0] ?? c.raise("hd of an empty list");
    },
    "tl/1": (c, value) => {
      const of = c.list(value);
      if (of.items.length === 0 || (of.open !== undefined && (of.openAt ?? 0) === 0)) c.closed(of);
      return of.items.length === 0 ? c.raise("tl of an empty list") : drop(of, 1);
    },
    "length/1": (c, value) => int(c.items(value).length),
    "elem/2": (c, of, index) => c.tuple(of)[c.size(index)] ?? c.raise("the tuple has no such element"),
    "put_elem/3": (c, of, index, value) => {
      const items = c.tuple(of);
      const at = c.size(index);
      return at >= 0 && at < items.length ? tuple(...items.with(at, value)) : c.raise("the tuple has no such element");
    },
    "tuple_size/1": (c, of) => int(c.tuple(of).length),
    "map_size/1": (c, of) => {
      const known = c.map(of);
      if (known.open !== undefined || known.environment)
        return c.unknown("counts the keys of a map that is not all known");
      return int(known.entries.length);
    },
    "byte_size/1": (c, value) => int(new TextEncoder().encode(c.str(value)).length),
    "bit_size/1": (c, value) => int(new TextEncoder().encode(c.str(value)).length * 8),
    "binary_part/3": never("takes bytes of a binary"),
    "to_string/1": text,
    "to_charlist/1": (c, value) => charlist(c.text(value)),
    "inspect/1": inspected,
    "inspect/2": inspected,
    "then/2": (c, value, fn) => c.call(fn, value),
    "tap/2": (c, value, fn) => {
      c.call(fn, value);
      return value;
    },
    "dbg/1": (_, value) => value,
    "apply/2": (c, fn, args) => c.call(fn, ...c.items(args)),
    "apply/3": (c, module, name, args) => c.rt.callRemote(c.atom(module), c.atom(name), c.items(args), c.node, c.frame),
    "struct/1": build(false),
    "struct/2": build(false),
    "struct!/1": build(true),
    "struct!/2": build(true),
    "get_in/2": getIn,
    ".field/2": fieldOf,
    "function_exported?/3": never("asks whether a function is loaded"),
    "macro_exported?/3": never("asks whether a macro is loaded"),
    "self/0": never("asks for a process"),
    "node/0": never("asks for the node"),
    "make_ref/0": never("makes a reference"),
    "spawn/1": never("starts a process"),
    "send/2": never("sends a message"),
    "=~/2": (c, value, pattern) => {
      const [of, by] = [c.str(value), c.known(pattern)];
      if (by.t === "str") return bool(by.v === "" || of.includes(by.v));
      return c.rt.callRemote("Elixir.Regex", "match?", [pattern, value], c.node, c.frame);
    },
    "sigil_w/2": never("uses a sigil as a function"),
    "binding/0": never("asks for its variables"),
    "put_in/3": (c, of, path, value) => updateIn(c, of, c.items(path), () => value),
    "update_in/3": (c, of, path, fn) => updateIn(c, of, c.items(path), (old) => c.call(fn, old)),
  },
};

function updateIn(c: BuiltinCall, of: Value, path: readonly Value[], change: (old: Value) => Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return change(of);
  if (key.t === "fn") return c.unknown("updates by a function of access");
  const old = c.rt.callRemote("Elixir.Access", "get", [of, key], c.node, c.frame);
  const next = updateIn(c, old, rest, change);
  const known = c.known(of);
  const module = known.t === "map" ? "Elixir.Map" : "Elixir.Keyword";
  return c.rt.callRemote(module, "put", [of, key, next], c.node, c.frame);
}
