import { setAttribute } from "../module-state.ts";
import { camelize, underscore } from "../values/letter-case.ts";
import { atom, bool, list, nil, str } from "../values/make.ts";
import { inspectAtom } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { option } from "./arguments.ts";
import type { BuiltinCall, BuiltinModule } from "./builtin.ts";

/** A part of a module's name without the Elixir prefix: atoms and strings. */
function part(c: BuiltinCall, value: Value): string {
  const known = c.known(value);
  const text =
    known.t === "str" ? known.v : known.t === "atom" ? (known.v === "nil" ? "" : known.v) : c.wrong(value, "a module");
  return text.replace(/^Elixir\.?/, "").replace(/^\.|\.$/g, "");
}

const concat = (c: BuiltinCall, parts: readonly Value[]): Value =>
  atom(["Elixir", ...parts.map((one) => part(c, one)).filter((text) => text !== "")].join("."));

/** The module that is being defined under that name. */
function opened(c: BuiltinCall, name: Value) {
  const module = c.rt.modules.get(c.atom(name));
  return module ?? c.unknown("changes a module that is not being defined here");
}

function get(c: BuiltinCall, module: Value, name: Value, absent: Value): Value {
  return opened(c, module).attributes.get(c.atom(name)) ?? absent;
}

export const moduleBuiltins: BuiltinModule = {
  module: "Elixir.Module",
  functions: {
    "concat/1": (c, parts) => concat(c, c.items(parts)),
    "concat/2": (c, a, b) => concat(c, [a, b]),
    "safe_concat/1": (c, parts) => concat(c, c.items(parts)),
    "safe_concat/2": (c, a, b) => concat(c, [a, b]),
    "split/1": (c, module) => {
      const known = c.known(module);
      const name = known.t === "str" ? known.v : c.atom(module);
      return name.startsWith("Elixir.")
        ? list(name.slice(7).split(".").map(str))
        : c.raise("that is no module of Elixir");
    },
    "get_attribute/2": (c, module, name) => get(c, module, name, nil),
    "get_attribute/3": get,
    "has_attribute?/2": (c, module, name) => bool(opened(c, module).attributes.has(c.atom(name))),
    "put_attribute/3": (c, module, name, value) => {
      setAttribute(opened(c, module), c.atom(name), value);
      return atom("ok");
    },
    "delete_attribute/2": (c, module, name) => {
      const of = opened(c, module);
      const attributes = new Map(of.attributes);
      const old = attributes.get(c.atom(name)) ?? nil;
      attributes.delete(c.atom(name));
      of.attributes = attributes;
      return old;
    },
    "register_attribute/3": (c, module, name, options) => {
      const of = opened(c, module);
      if (option(c, options, "accumulate", (value) => c.truthy(value), false)) {
        of.accumulating.add(c.atom(name));
        if (!of.attributes.has(c.atom(name))) of.attributes = new Map(of.attributes).set(c.atom(name), list([]));
      }
      return atom("ok");
    },
    "defines?/2": (c, module, pair) => {
      const [name, arity] = c.pair(pair);
      return bool(opened(c, module).functions.has(`${c.atom(name)}/${c.int(arity)}`));
    },
    "open?/1": (c, module) => bool(c.rt.modules.get(c.atom(module))?.done === false),
  },
};

export const macroBuiltins: BuiltinModule = {
  module: "Elixir.Macro",
  functions: {
    "escape/1": (_, value) => value,
    "escape/2": (_, value) => value,
    "underscore/1": (c, value) => {
      const known = c.known(value);
      return str(underscore(known.t === "atom" ? part(c, value) : c.str(value)));
    },
    "camelize/1": (c, value) => str(camelize(c.str(value))),
    "expand/2": (c, value) => {
      const known = c.known(value);
      if (known.t !== "quoted") return value;
      const { node, home } = known.quoted;
      const at = (home as { frame?: typeof c.frame } | undefined)?.frame ?? c.frame;
      const simple = node.kind === "alias" || (node.kind === "variable" && node.name === "__MODULE__");
      return simple ? c.rt.eval(node, at) : c.unknown("expands a macro by hand");
    },
    "to_string/1": (c) => c.unknown("writes code as text"),
    "inspect_atom/2": (c, _, value) => str(inspectAtom(c.atom(value))),
  },
};
