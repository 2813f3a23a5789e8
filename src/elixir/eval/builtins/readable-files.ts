import { globMatcher, isGlob } from "../../../text/glob.ts";
import type { EvalWorld } from "../api.ts";
import { list, str } from "../values/make.ts";
import { normalize } from "../values/path-text.ts";
import type { Value } from "../values/value.ts";
import type { BuiltinCall } from "./builtin.ts";

/** What the code sees of the file system: only what lies inside the limit, symbolic links resolved. */

export const cwd = (c: BuiltinCall): string => c.rt.world.cwd ?? c.rt.world.limit;

/**
 * A path of the code as one that may be read; undefined where a Nix build has nothing: outside of the source that it is
 * given, and at the empty path, which Erlang does not take for the current directory. Ends the call where that depends
 * on the machine that builds.
 */
export function readable(c: BuiltinCall, path: string): string | undefined {
  if (path === "") return undefined;
  // File's functions take `~` for a name: Path.expand/1 alone knows the home directory.
  const text = normalize(path.startsWith("/") ? path : `${cwd(c)}/${path}`);
  if (isInside(c.rt.world, text)) return text;
  if (below(c.rt.world.limit, text) || ofTheBuilder.some((folder) => below(text, folder))) {
    return c.unknown(`looks at ${shown(path)}, which is outside of the project`);
  }
  return undefined;
}

/** What a sandbox of Nix has besides the source, on Linux and on macOS (Nix manual, `sandbox-paths`). */
const ofTheBuilder: readonly string[] =
  "/bin /build /dev /etc /nix /proc /tmp /Library /System /private /usr /var".split(" ");

function shown(path: string): string {
  return path.length > 60 ? `...${path.slice(-57)}` : path;
}

/** Whether a path, and what it truly is, lies inside the limit. What does not exist counts by its nearest existing folder. */
export function isInside(world: EvalWorld, path: string): boolean {
  if (!below(path, world.limit)) return false;
  let existing = path;
  while (existing.length > world.limit.length && !world.fs.exists(existing))
    existing = existing.slice(0, existing.lastIndexOf("/"));
  return below(world.fs.realPath(existing), world.fs.realPath(world.limit));
}

const below = (path: string, limit: string): boolean =>
  path === limit || path.startsWith(limit.endsWith("/") ? limit : `${limit}/`);

const maximumVisits = 20_000;

/** Path.wildcard/2: names that match, sorted. `*`, `**`, `?`, `[a-z]` and `{a,b}`. */
export function wildcard(c: BuiltinCall, pattern: string, dots: boolean): Value {
  if (/\\/.test(pattern)) return c.unknown("uses an escaped wildcard");
  const found = new Set<string>();
  for (const alternative of braces(c, pattern)) {
    const absolute = alternative.startsWith("/");
    const parts = alternative.split("/").filter((part) => part !== "");
    const start = absolute ? "/" : "";
    walk({ c, found, dots, visits: 0 }, start, parts, 0);
  }
  return list([...found].toSorted(byBytes).map(str));
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Walk {
  readonly c: BuiltinCall;
  readonly found: Set<string>;
  readonly dots: boolean;
  visits: number;
}

function walk(state: Walk, at: string, parts: readonly string[], index: number): void {
  const { c } = state;
  if (++state.visits > maximumVisits) return c.unknown("looks at very many files");
  const part = parts[index];
  const { fs } = c.rt.world;
  if (part === undefined) {
    const path = at === "" ? undefined : readable(c, at);
    if (path !== undefined && fs.exists(path)) state.found.add(at);
    return;
  }
  const child = (name: string): string => (at === "" ? name : at === "/" ? `/${name}` : `${at}/${name}`);
  if (!isGlob(part)) return walk(state, child(part), parts, index + 1);
  const folder = at === "" ? cwd(c) : at;
  const matches = globMatcher(part, "elixir");
  // Folders above the limit are not looked into, but the way to it may be written with a wildcard nowhere else.
  const path = readable(c, folder);
  for (const entry of path === undefined ? [] : fs.list(path)) {
    c.step(1);
    if (entry.name.startsWith(".") && !state.dots && !part.startsWith(".")) continue;
    if (part === "**") {
      if (entry.directory) walk(state, child(entry.name), parts, index);
    } else if (matches?.(entry.name) === true) walk(state, child(entry.name), parts, index + 1);
  }
  if (part === "**") walk(state, at, parts, index + 1);
}

/** `a{b,c}d` -> `abd`, `acd`; bounded. */
function braces(c: BuiltinCall, pattern: string): readonly string[] {
  const open = pattern.indexOf("{");
  const close = pattern.indexOf("}", open);
  if (open < 0 || close < 0) return [pattern];
  const inside = pattern.slice(open + 1, close).split(",");
  const all = inside.flatMap((one) => braces(c, pattern.slice(0, open) + one + pattern.slice(close + 1)));
  return all.length > 500 ? c.unknown("uses a very large wildcard") : all;
}
