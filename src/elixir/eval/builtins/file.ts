import { atom, bool, list, str, tuple } from "../make.ts";
import type { Value } from "../value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { cwd, readable } from "./files.ts";
import { pathText } from "./path.ts";

const missing = tuple(atom("error"), atom("enoent"));

function text(c: BuiltinCall, path: Value): string | undefined {
  const at = readable(c, pathText(c, path));
  const content = c.rt.world.fs.readText(at);
  c.step((content?.length ?? 0) / 1000);
  return content;
}

const read: Builtin = (c, path) => {
  const content = text(c, path);
  return content === undefined ? missing : tuple(atom("ok"), str(content));
};

const readOrRaise: Builtin = (c, path) => {
  const content = text(c, path);
  return content === undefined ? c.raise(`there is no file ${pathText(c, path)}`) : str(content);
};

/** Lines with their ends, as a stream of the file gives them. */
const lines: Builtin = (c, path) => {
  const content = text(c, path);
  if (content === undefined) return c.raise(`there is no file ${pathText(c, path)}`);
  return list((content.match(/[^\n]*\n|[^\n]+$/g) ?? []).map(str));
};

const names = (c: BuiltinCall, path: Value): readonly Value[] | undefined => {
  const at = readable(c, pathText(c, path));
  const { fs } = c.rt.world;
  return fs.isDirectory(at) ? fs.list(at).map((entry) => str(entry.name)) : undefined;
};

const here: Builtin = (c) => str(cwd(c));

export const fileBuiltins: BuiltinModule = {
  module: "Elixir.File",
  functions: {
    "read/1": read,
    "read!/1": readOrRaise,
    "stream!/1": lines,
    "stream!/2": (c, path, options) =>
      c.items(options).length === 0 ? lines(c, path) : c.unknown("reads a file in parts"),
    "exists?/1": (c, path) => bool(c.rt.world.fs.exists(readable(c, pathText(c, path)))),
    "exists?/2": (c, path) => bool(c.rt.world.fs.exists(readable(c, pathText(c, path)))),
    "dir?/1": (c, path) => bool(c.rt.world.fs.isDirectory(readable(c, pathText(c, path)))),
    "regular?/1": (c, path) => {
      const at = readable(c, pathText(c, path));
      return bool(c.rt.world.fs.exists(at) && !c.rt.world.fs.isDirectory(at));
    },
    "ls/1": (c, path) => {
      const found = names(c, path);
      return found === undefined ? missing : tuple(atom("ok"), list(found));
    },
    "ls!/1": (c, path) => list(names(c, path) ?? c.raise("there is no such folder")),
    "ls!/0": (c) => list(names(c, str(cwd(c))) ?? []),
    "cwd!/0": here,
    "cwd/0": (c) => tuple(atom("ok"), here(c)),
    // The code runs in a folder for the time of a function only; paths in it start elsewhere.
    "cd!/2": (c) => c.unknown("changes the current directory"),
  },
};
