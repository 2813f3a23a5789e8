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

/** Path.expand/2: absolute, `..` resolved. A path below the home directory is not known. */
export function expand(path: string, base: string): string | undefined {
  if (path === "~" || path.startsWith("~/") || base.startsWith("~")) return undefined;
  return normalize(path.startsWith("/") ? path : `${base}/${path}`);
}

/** Path.join/2. */
export function join(left: string, right: string): string {
  const joined = `${left}/${right}`.replace(/\/{2,}/g, "/");
  const from = left === "" ? right.replace(/\/{2,}/g, "/").replace(/^(?=[^/])/, "") : joined;
  const result = left === "" ? from : joined;
  return result.length > 1 && result.endsWith("/") ? result.slice(0, -1) : result;
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
  return trimmed.replace(/\/+$/, "") || "/";
}

/** Path.extname/1: a leading dot is no extension. */
export function extname(path: string): string {
  const base = basename(path);
  const at = base.lastIndexOf(".");
  return at <= 0 ? "" : base.slice(at);
}

/** Path.relative_to/2 of two absolute or two relative paths; the path itself where it does not lie below. */
export function relativeTo(path: string, base: string): string {
  const [parts, from] = [split(path), split(base)];
  if (from.length > parts.length || !from.every((part, i) => part === parts[i]))
    return parts.length === 0 ? path : join("", parts.join("/").replace(/^\/\//, "/"));
  return parts.slice(from.length).join("/") || ".";
}
