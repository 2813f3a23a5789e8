import { field } from "../values/enumerate.ts";
import { lookup } from "../values/keyword-list.ts";
import { nil, tuple, atom } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { mapGet } from "./map.ts";

/** `container[key]`: nil gives nil, maps and keyword lists their value. */
export function get(c: BuiltinCall, of: Value, key: Value, absent: () => Value): Value {
  const container = c.known(of);
  if (container.t === "atom" && container.v === "nil") return absent();
  if (container.t === "map") {
    if (field(container, "__struct__") !== undefined) return c.raise("a struct is read with []");
    return mapGet(c, container, key, absent);
  }
  if (container.t !== "list") return c.wrong(of, "something with keys");
  const found = lookup(container, c.atom(key));
  if (found.found === "unknown") throw new Stop(found.because);
  return found.found === "yes" ? found.value : absent();
}

/** get_in/2 with keys and functions. */
export const getIn: Builtin = (c, of, path) => {
  let value = of;
  for (const key of c.items(path)) {
    if (key.t === "fn") return c.unknown("reads by a function of access");
    value = get(c, value, key, () => nil);
  }
  return value;
};

export const accessBuiltins: BuiltinModule = {
  module: "Elixir.Access",
  functions: {
    "get/2": (c, of, key) => get(c, of, key, () => nil),
    "get/3": (c, of, key, absent) => get(c, of, key, () => absent),
    "fetch/2": (c, of, key) => {
      let there = true;
      const value = get(c, of, key, () => {
        there = false;
        return nil;
      });
      return there ? tuple(atom("ok"), value) : atom("error");
    },
    "fetch!/2": (c, of, key) => get(c, of, key, () => c.raise("there is no such key")),
  },
};
