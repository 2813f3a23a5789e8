import { decodeText, type ErlangTerm } from "../../../erlang/term.ts";
import { readErlangTerms } from "../../../erlang/text-format.ts";
import { Malformed } from "../../../model/malformed.ts";
import { atom, bool, charlist, float, int, list, map, str, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { pathText } from "./path.ts";
import { cwd, readable } from "./readable-files.ts";

const missing = tuple(atom("error"), atom("enoent"));

function text(c: BuiltinCall, path: Value): string | undefined {
  const at = readable(c, pathText(c, path));
  const content = at === undefined ? undefined : c.rt.world.fs.readText(at);
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
  return at !== undefined && fs.isDirectory(at) ? fs.list(at).map((entry) => str(entry.name)) : undefined;
};

const exists: Builtin = (c, path) => {
  const at = readable(c, pathText(c, path));
  return bool(at !== undefined && c.rt.world.fs.exists(at));
};

const isFolder: Builtin = (c, path) => {
  const at = readable(c, pathText(c, path));
  return bool(at !== undefined && c.rt.world.fs.isDirectory(at));
};

const isFile: Builtin = (c, path) => {
  const at = readable(c, pathText(c, path));
  const { fs } = c.rt.world;
  return bool(at !== undefined && fs.exists(at) && !fs.isDirectory(at));
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
    "exists?/1": exists,
    "exists?/2": exists,
    "dir?/1": isFolder,
    "dir?/2": isFolder,
    "regular?/1": isFile,
    "regular?/2": isFile,
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

/** Undefined for what Erlang would not read, and for what is deeper than anybody writes. */
function erlangTerms(content: string): readonly ErlangTerm[] | undefined {
  try {
    return readErlangTerms(content);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function fromTerm(term: ErlangTerm): Value {
  switch (term.kind) {
    case "atom":
      return atom(term.name);
    case "integer":
      return int(term.value);
    case "float":
      return float(term.value);
    case "binary":
      return str(decodeText(term.bytes));
    case "string":
      return charlist(term.value);
    case "list":
      return list(term.items.map(fromTerm));
    case "tuple":
      return tuple(...term.items.map(fromTerm));
    case "map":
      return map(term.entries.map(([key, value]) => [fromTerm(key), fromTerm(value)] as const));
  }
}

/** Erlang's own functions that build scripts call for a file that may be there. */
export const erlangFileBuiltins: BuiltinModule = {
  module: "file",
  functions: {
    "consult/1": (c, path) => {
      const content = text(c, path);
      if (content === undefined) return missing;
      const terms = erlangTerms(content);
      if (terms === undefined) return c.unknown("reads a file that is not understood as Erlang terms");
      return tuple(atom("ok"), list(terms.map(fromTerm)));
    },
  },
};

/** What of a file is asked by Erlang's name. */
export const filelibBuiltins: BuiltinModule = {
  module: "filelib",
  functions: {
    "is_dir/1": isFolder,
    "is_regular/1": isFile,
    "is_file/1": exists,
  },
};
