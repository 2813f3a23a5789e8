/** Arithmetic on `/`-separated paths; nothing is looked up. */

/** An absolute path without `.`, `..`, doubled or final slashes, as Path.expand/2 gives it. @param base absolute. */
export function expandPath(path: string, base: string): string {
  const full = path.startsWith("/") ? path : `${base}/${path}`;
  const parts: string[] = [];
  for (const part of full.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** `to` as seen from the folder `from`, both absolute and expanded: ".", "lib/a.ex", "../shared". */
export function relativePath(from: string, to: string): string {
  const fromParts = from.split("/").filter(Boolean);
  const toParts = to.split("/").filter(Boolean);
  let common = 0;
  while (common < fromParts.length && common < toParts.length && fromParts[common] === toParts[common]) common++;
  const up = fromParts.slice(common).map(() => "..");
  return [...up, ...toParts.slice(common)].join("/") || ".";
}

/** A relative path normalised: "./a//b/../c" is "a/c"; leading `..` stay; absolute ones stay absolute. */
export function normalisePath(path: string): string {
  if (path.startsWith("/")) return expandPath(path, "/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts[parts.length - 1] !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}

/** Whether `path` is `folder` or lies in it; both absolute and expanded. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || folder === "/" || path.startsWith(`${folder}/`);
}

/** The smallest folder that holds all of these absolute folders. */
export function commonFolder(folders: readonly string[]): string {
  let common: string[] | undefined;
  for (const folder of folders) {
    const parts = folder.split("/").filter(Boolean);
    if (common === undefined) {
      common = parts;
      continue;
    }
    let same = 0;
    while (same < common.length && common[same] === parts[same]) same++;
    common = common.slice(0, same);
  }
  return `/${(common ?? []).join("/")}`;
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
