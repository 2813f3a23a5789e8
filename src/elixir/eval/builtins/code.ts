import type { Loaded } from "../runtime.ts";
import { atom, bool, list, tuple } from "../values/make.ts";
import { expand } from "../values/path-text.ts";
import { brief } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { bindingsOf, codeAsData } from "./code-as-data.ts";
import { pathText } from "./path.ts";
import { cwd, readable } from "./readable-files.ts";
import { isShipped } from "./shipped-modules.ts";

function load(c: BuiltinCall, path: Value, base: Value | undefined): Loaded {
  const from = base === undefined ? cwd(c) : expand(pathText(c, base), cwd(c));
  const at = readable(c, expand(pathText(c, path), from));
  return (at === undefined ? undefined : c.rt.loadFile(at)) ?? c.raise(`there is no file ${pathText(c, path)}`);
}

const evaluated: Builtin = (c, path, base) => {
  const { value, bindings } = load(c, path, base);
  return tuple(value, bindingsOf(bindings));
};

/** The modules that a file defines, with their code. */
const required: Builtin = (c, path, base) =>
  list(
    load(c, path, base).modules.map(({ name }) =>
      tuple(atom(name), c.rt.unknown("is the code of a module", c.node, c.frame)),
    ),
  );

/** Modules of the project can be loaded; of others it is known where somebody said so. */
function isThere(c: BuiltinCall, name: Value): boolean {
  const module = c.atom(name);
  if (c.rt.findModule(module) !== undefined) return true;
  return (
    c.rt.outside.get(module) ??
    isShipped(module, c.rt.world) ??
    c.unknown(`asks whether ${module.replace(/^Elixir\./, "")} is there`)
  );
}

const loaded: Builtin = (c, name) => bool(isThere(c, name));

const ensured: Builtin = (c, name) =>
  isThere(c, name) ? tuple(atom("module"), name) : tuple(atom("error"), atom("nofile"));

const there: Builtin = (c, name) => (isThere(c, name) ? name : c.raise(`could not load ${brief(name)}`));

const harmless: Builtin = () => atom("ok");

export const codeBuiltins: BuiltinModule = {
  module: "Elixir.Code",
  functions: {
    "eval_file/1": evaluated,
    "eval_file/2": evaluated,
    "require_file/1": required,
    "require_file/2": required,
    "compile_file/1": required,
    "compile_file/2": required,
    "load_file/1": required,
    "ensure_loaded?/1": loaded,
    "ensure_compiled?/1": loaded,
    "loaded?/1": (c) => c.unknown("asks whether a module is loaded"),
    "ensure_loaded/1": ensured,
    "ensure_compiled/1": ensured,
    "ensure_loaded!/1": there,
    "ensure_compiled!/1": there,
    ...codeAsData,
    "append_path/1": () => bool(true),
    "prepend_path/1": () => bool(true),
    "put_compiler_option/2": harmless,
    "compiler_options/1": harmless,
  },
};
