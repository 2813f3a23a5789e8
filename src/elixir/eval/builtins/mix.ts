import { compareVersions, parseVersion } from "../../version/version.ts";
import { lookup } from "../values/keyword-list.ts";
import { atom, list, str } from "../values/make.ts";
import { join } from "../values/path-text.ts";
import { inspect, listText } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import { Stop, type Builtin, type BuiltinCall, type BuiltinModule } from "./builtin.ts";
import { cwd } from "./readable-files.ts";

const says: Builtin = () => atom("ok");

/** Its text is the author's word on what is wrong, so it is kept. */
const stops: Builtin = (c, message) =>
  c.raise(message?.t === "str" ? `Mix.raise says ${inspect(message) ?? ""}` : "stops with a message");

function config(c: BuiltinCall): Value {
  return c.rt.projectConfig ?? c.unknown("asks for the project's configuration");
}

/** Mix has the compilers of yecc and leex only where a project lists them, since 1.16; nobody writes either without the files for it. */
function standardCompilers(elixirVersion: string | undefined): readonly string[] {
  const [version, first] = [parseVersion(elixirVersion ?? ""), parseVersion("1.16.0-rc.0")];
  const later = version !== undefined && first !== undefined && compareVersions(version, first) >= 0;
  return later ? ["erlang", "elixir", "app"] : ["yecc", "leex", "erlang", "elixir", "app"];
}

/** Mix reads MIX_ENV and MIX_TARGET itself; they are chosen from outside, so they are no variables of the code. */
export const mixBuiltins: BuiltinModule = {
  module: "Elixir.Mix",
  functions: {
    "env/0": (c) => atom(c.rt.world.mixEnv),
    "env/1": says,
    "target/0": (c) => atom(c.rt.world.mixTarget),
    "target/1": says,
    "raise/1": stops,
    "raise/2": stops,
    "shell/0": (c) => c.unknown("writes to the screen"),
    "compilers/0": (c) => list(standardCompilers(c.rt.world.elixirVersion).map(atom)),
    "debug?/0": (c) => c.unknown("depends on how Mix is called"),
    "ensure_application!/1": says,
    "install/1": says,
    "install/2": says,
    "path_for/1": (c) => c.unknown("depends on the user"),
    "start/0": says,
  },
};

export const mixProjectBuiltins: BuiltinModule = {
  module: "Elixir.Mix.Project",
  functions: {
    "config/0": config,
    "get/0": (c) => c.unknown("asks for the project's module"),
    "get!/0": (c) => c.unknown("asks for the project's module"),
    "umbrella?/0": (c) => {
      const known = c.list(config(c));
      const found = lookup(known, "apps_path");
      if (found.found === "unknown") throw new Stop(found.because);
      return atom(found.found === "yes" && !isNil(found.value) ? "true" : "false");
    },
    "deps_path/0": (c) => setting(c, "deps_path", "deps"),
    "project_file/0": (c) => str(join(cwd(c), "mix.exs")),
    "build_path/0": (c) => c.unknown("asks for the build folder"),
    "app_path/0": (c) => c.unknown("asks for the build folder"),
    "compile_path/0": (c) => c.unknown("asks for the build folder"),
    "deps_paths/0": (c) => c.unknown("asks where the dependencies are"),
    "apps_paths/0": (c) => c.unknown("asks for the applications of the umbrella"),
  },
};

const isNil = (value: Value): boolean => value.t === "atom" && value.v === "nil";

function setting(c: BuiltinCall, key: string, standard: string): Value {
  const found = lookup(c.list(config(c)), key);
  if (found.found === "unknown") throw new Stop(found.because);
  const path = found.found === "yes" ? c.str(found.value) : standard;
  return taint(str(path.startsWith("/") ? path : join(cwd(c), path)), c.variables);
}

export const mixTaskBuiltins: BuiltinModule = {
  module: "Elixir.Mix.Task",
  functions: {
    "run/1": (c) => c.unknown("runs a task"),
    "run/2": (c) => c.unknown("runs a task"),
    "reenable/1": says,
  },
};

/** What scripts print is of no interest. */
export const ioBuiltins: BuiltinModule = {
  module: "Elixir.IO",
  functions: {
    "puts/1": says,
    "puts/2": says,
    "write/1": says,
    "warn/1": says,
    "warn/2": says,
    "inspect/1": (_, value) => value,
    "inspect/2": (_, value) => value,
    "iodata_to_binary/1": (c, value) => {
      const text = listText(c.deep(value)) ?? c.raise("that is no data of bytes");
      // Numbers are bytes here: those of a character that takes several are not put together.
      return /^[\0-\x7f]*$/.test(text) || value.t === "str" ? str(text) : c.unknown("puts bytes together");
    },
    "chardata_to_string/1": (c, value) => c.rt.callRemote("Elixir.List", "to_string", [value], c.node, c.frame),
  },
};
