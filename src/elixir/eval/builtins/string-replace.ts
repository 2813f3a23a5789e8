import { field } from "../values/enumerate.ts";
import { str } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { option, patterns } from "./arguments.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { nextMatch } from "./string-split.ts";

/** String.replace/3 and /4. */
export const replace: Builtin = (c, text, pattern, by, options) => {
  const of = c.str(text);
  const known = c.known(pattern);
  if (known.t === "map" && field(known, "__struct__") !== undefined) {
    return c.rt.callRemote(
      "Elixir.Regex",
      "replace",
      [pattern, text, by, ...(options === undefined ? [] : [options])],
      c.node,
      c.frame,
    );
  }
  const wanted = patterns(c, pattern);
  const global = option(c, options, "global", (value) => c.truthy(value), true);
  if (wanted.includes(""))
    return wanted.length === 1 ? between(c, of, by, global) : c.unknown("replaces the empty string");
  let out = "";
  let start = 0;
  for (let next = nextMatch(of, wanted, 0); next !== undefined; next = nextMatch(of, wanted, start)) {
    c.step(1);
    const [at, length] = next;
    out += of.slice(start, at) + replacement(c, by, of.slice(at, at + length));
    if (out.length > 1_000_000) return c.unknown("builds a very long string");
    start = at + length;
    if (!global) break;
  }
  return str(out + of.slice(start));
};

function replacement(c: BuiltinCall, by: Value, match: string): string {
  const known = c.known(by);
  return known.t === "fn" ? c.str(c.call(by, str(match))) : c.str(by);
}

/** The empty string stands before and after every character. */
function between(c: BuiltinCall, text: string, by: Value, global: boolean): Value {
  if (!global) return str(replacement(c, by, "") + text);
  const characters = Array.from(text);
  if (characters.length > 10_000) return c.unknown("builds a very long string");
  return str(replacement(c, by, "") + characters.map((character) => character + replacement(c, by, "")).join(""));
}
