import { atom, list, str } from "../values/make.ts";
import { basename, dirname, expand, extname, join, rejoin, relative, relativeTo, split } from "../values/path-text.ts";
import { listText, toText } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { option } from "./arguments.ts";
import type { BuiltinCall, BuiltinModule } from "./builtin.ts";
import { cwd, wildcard } from "./readable-files.ts";

/** Elixir takes strings, charlists and nested lists of them as paths. */
export function pathText(c: BuiltinCall, value: Value): string {
  const known = c.deep(value);
  const text = known.t === "atom" ? toText(known) : listText(known);
  return text ?? c.wrong(value, "a path");
}

export const pathBuiltins: BuiltinModule = {
  module: "Elixir.Path",
  functions: {
    "join/1": (c, parts) => {
      const all = c.items(parts).map((part) => pathText(c, part));
      return all.length === 0 ? c.raise("joins no paths") : str(all.reduce(join));
    },
    "join/2": (c, a, b) => str(join(pathText(c, a), pathText(c, b))),
    "expand/1": (c, path) => str(expand(pathText(c, path), cwd(c))),
    "expand/2": (c, path, base) => str(expand(pathText(c, path), expand(pathText(c, base), cwd(c)))),
    "absname/1": (c, path) => absolute(c, path, cwd(c)),
    "absname/2": (c, path, base) => absolute(c, path, pathText(c, base)),
    "basename/1": (c, path) => str(basename(pathText(c, path))),
    "basename/2": (c, path, extension) => {
      const [name, end] = [basename(pathText(c, path)), c.str(extension)];
      return str(end !== "" && name.endsWith(end) ? name.slice(0, -end.length) : name);
    },
    "dirname/1": (c, path) => str(dirname(pathText(c, path))),
    "extname/1": (c, path) => str(extname(pathText(c, path))),
    "rootname/1": (c, path) => {
      const text = pathText(c, path);
      // Erlang's :filename.rootname/1 leaves nothing of a bare hidden name.
      return str(/^\.[^./]*$/.test(text) ? "" : text.slice(0, text.length - extname(text).length));
    },
    "rootname/2": (c, path, extension) => {
      const [text, end] = [pathText(c, path), c.str(extension)];
      return str(extname(text) === end ? text.slice(0, text.length - end.length) : text);
    },
    "split/1": (c, path) => list(split(pathText(c, path)).map(str)),
    "type/1": (c, path) => atom(pathText(c, path).startsWith("/") ? "absolute" : "relative"),
    "relative/1": (c, path) => str(relative(pathText(c, path))),
    "relative_to/2": (c, path, base) => below(c, path, pathText(c, base)),
    "relative_to_cwd/1": (c, path) => below(c, path, cwd(c)),
    "wildcard/1": (c, pattern) => wildcard(c, pathText(c, pattern), false),
    "wildcard/2": (c, pattern, options) =>
      wildcard(
        c,
        pathText(c, pattern),
        option(c, options, "match_dot", (value) => c.truthy(value), false),
      ),
  },
};

function absolute(c: BuiltinCall, path: Value, base: string): Value {
  const text = pathText(c, path);
  if (text.startsWith("~") || base.startsWith("~")) return c.unknown("names a path below the home directory");
  const from = base.startsWith("/") ? base : `${cwd(c)}/${base}`;
  const parts = split(text.startsWith("/") ? text : `${from}/${text}`);
  return str(rejoin(parts.filter((part, i) => part !== "." || i === parts.length - 1)));
}

function below(c: BuiltinCall, path: Value, base: string): Value {
  const text = relativeTo(pathText(c, path), base);
  return text === undefined ? c.unknown("depends on the Elixir that runs it") : str(text);
}
