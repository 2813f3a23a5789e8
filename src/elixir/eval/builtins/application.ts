import { atom, nil, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { getIn } from "./access.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";

/** The value of a key of an application's environment, undefined where it is surely not set. */
function lookup(c: BuiltinCall, app: Value, key: Value): Value | undefined {
  const find = c.rt.applicationEnv;
  const path = c.known(key);
  const [first, rest] = path.t === "list" ? [c.items(path)[0], c.items(path).slice(1)] : [key, []];
  const name = c.atom(first ?? c.raise("reads no key"));
  if (find === undefined) return c.unknown(`depends on the configuration of ${c.atom(app)}`);
  const value = find(c.atom(app), name);
  return value === undefined || rest.length === 0 ? value : getIn(c, value, { t: "list", items: rest });
}

const or =
  (absent: (c: BuiltinCall, given: Value | undefined) => Value): Builtin =>
  (c, app, key, given) =>
    lookup(c, app, key) ?? absent(c, given);

const get = or((_, given) => given ?? nil);
const fetch = (c: BuiltinCall, app: Value, key: Value): Value => {
  const value = lookup(c, app, key);
  return value === undefined ? atom("error") : tuple(atom("ok"), value);
};
const fetchOrRaise = or((c) => c.raise("the key is not configured"));

export const applicationBuiltins: BuiltinModule = {
  module: "Elixir.Application",
  functions: {
    "get_env/2": get,
    "get_env/3": get,
    "compile_env/2": get,
    "compile_env/3": get,
    "compile_env!/2": fetchOrRaise,
    "fetch_env/2": fetch,
    "fetch_env!/2": fetchOrRaise,
    "put_env/3": () => atom("ok"),
    "put_env/4": () => atom("ok"),
    "get_all_env/1": (c, app) => c.unknown(`reads the whole configuration of ${c.atom(app)}`),
    "app_dir/1": (c) => c.unknown("asks for a folder of the build"),
    "app_dir/2": (c) => c.unknown("asks for a folder of the build"),
    "spec/1": (c) => c.unknown("asks for a built application"),
    "spec/2": (c) => c.unknown("asks for a built application"),
    "load/1": () => atom("ok"),
    "ensure_all_started/1": (c) => c.unknown("starts an application"),
    "ensure_loaded/1": () => atom("ok"),
  },
};
