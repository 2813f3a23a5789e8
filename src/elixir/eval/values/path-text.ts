import { trimEnd } from "../../../text/trim-end.ts";
/** Paths as Elixir's Path treats them on Unix: text only, no file system. */

/** Without `.`, `..` and doubled slashes; what climbs above the root stays there. Absolute stays absolute. */
export function normalize(path: string): string {
  const absolute = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && (absolute || (kept.length > 0 && kept.at(-1) !== ".."))) kept.pop();
    else kept.push(part);
  }
  return (absolute ? "/" : "") + kept.join("/");
}

/** HOME of a Nix build, where there is nothing (Nix's local-derivation-goal.cc, `homeDir`). */
export const NIX_HOME = "/homeless-shelter";

/** Path.expand/2: absolute, `..` resolved, `~` the home directory of a Nix build. */
export function expand(path: string, base: string): string {
  return normalize(
    path.startsWith("~") ? fromHome(path, base) : path.startsWith("/") ? path : `${fromHome(base, "")}/${path}`,
  );
}

/** Elixir's Path knows the own home directory alone: `~other` is a name like any. */
function fromHome(path: string, base: string): string {
  if (path === "~" || path.startsWith("~/")) return NIX_HOME + path.slice(1);
  return base === "" ? path : `${fromHome(base, "")}/${path}`;
}

/** Path.join/2, after lib/elixir/lib/path.ex: one separator between the two, what is inside them stays as it is. */
export function join(left: string, right: string): string {
  if (right === "/") return withoutEnd(withoutEnd(left));
  const below = relative(right);
  return withoutEnd(left === "" ? below : left === "/" ? `/${below}` : `${withoutEnd(left)}/${below}`);
}

const withoutEnd = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

/** Path.relative/1: without the root. */
export function relative(path: string): string {
  return path === "/" ? "." : path.startsWith("/") ? path.slice(1) : path;
}

/** Path.split/1. */
export function split(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return path.startsWith("/") ? ["/", ...parts] : parts;
}

/** Path.basename/1. */
export const basename = (path: string): string => split(path).findLast((part) => part !== "/") ?? "";

/** Path.dirname/1. */
export function dirname(path: string): string {
  const trimmed = path.replace(/[^/]*$/, "");
  if (trimmed === "") return ".";
  return trimEnd(trimmed, "/") || "/";
}

/** Path.extname/1: a leading dot is no extension. */
export function extname(path: string): string {
  const base = basename(path);
  const at = base.lastIndexOf(".");
  return at <= 0 ? "" : base.slice(at);
}

/**
 * Path.relative_to/2; the path itself where it does not lie below. Undefined where versions of Elixir differ: with `.`
 * and `..`, and for a relative path that is not below a relative one.
 */
export function relativeTo(path: string, base: string): string | undefined {
  const [parts, from] = [split(path), split(base)];
  if (path === "" || [...parts, ...from].some((part) => part === "." || part === "..")) return undefined;
  const below = from.length <= parts.length && from.every((part, i) => part === parts[i]);
  if (below) return parts.slice(from.length).join("/") || ".";
  if (!path.startsWith("/") && !base.startsWith("/")) return undefined;
  return rejoin(parts);
}

/** Parts as Path.split gives them, joined again. */
export function rejoin([first = "", ...rest]: readonly string[]): string {
  return rest.reduce(join, first);
}
