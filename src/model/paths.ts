import { posix } from "node:path";

/**
 * Relative paths as the model has them: `/` separators, "." for the folder itself, `..` only at the start.
 */

/** `path` as seen from `from`; both relative to the same folder, or both absolute. */
export function relativePath(from: string, path: string): string {
  if (from.startsWith("/") && path.startsWith(`${from}/`) && isPlain(from) && isPlain(path))
    return path.slice(from.length + 1);
  return posix.relative(anchor(from), anchor(path)) || ".";
}

/** Joins and normalises; "." where nothing is left. */
export function joinPath(...parts: readonly string[]): string {
  const folder = parts[0] as string;
  const name = parts[1] as string;
  if (parts.length === 2 && isPlain(folder) && isPlain(name) && !name.startsWith("/")) return `${folder}/${name}`;
  const joined = posix.join(...parts);
  return joined.length > 1 && joined.endsWith("/") ? joined.slice(0, -1) : joined;
}

/** `path` made absolute: it starts at `base` unless it is absolute itself. */
export function expandPath(path: string, base: string): string {
  return path.startsWith("/") ? joinPath(path) : joinPath(base, path);
}

export function parentPath(path: string): string {
  if (path.startsWith("/") && isPlain(path)) return path.slice(0, path.lastIndexOf("/")) || "/";
  return joinPath(path, "..");
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A folder and those above it, up to the limit; both absolute. */
export function foldersAbove(folder: string, limit: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== limit && at !== "/";) folders.push((at = parentPath(at)));
  return folders;
}

/** Whether `path` is `folder` or lies in it. */
export function isInside(folder: string, path: string): boolean {
  // Most paths are below in so many words; `.` and `..` are looked at more closely.
  if (path.startsWith(`${folder}/`) && !path.includes("/.") && !folder.startsWith(".")) return true;
  const relative = relativePath(folder, path);
  return relative !== ".." && !relative.startsWith("../");
}

/** The deepest folder that holds all of the paths (each a folder, or a file's folder); at least one is given. */
export function commonFolder(folders: readonly string[]): string {
  let common = joinPath(folders[0] ?? ".");
  for (const folder of folders.slice(1)) {
    while (!isInside(common, folder)) common = parentPath(common);
  }
  return common;
}

/** Whether there is nothing to normalise in a path; so it is with nearly all, and normalising takes most of the time. */
function isPlain(path: string): boolean {
  return !/^(?:\.|$)|\/(?:[./]|$)/.test(path);
}

// A virtual place deep enough for every `..` that a relative path may start with.
const depth = `/${Array.from({ length: 64 }, (_, index) => `d${index}`).join("/")}`;

function anchor(path: string): string {
  return path.startsWith("/") ? path : posix.join(depth, path);
}
