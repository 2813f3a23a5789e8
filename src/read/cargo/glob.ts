import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** Deep enough for any repository; stops circles of symbolic links. */
const maxDepth = 12;

/** Folders that match a glob of `workspace.members`, sorted; the pattern itself where it has no wildcard. */
export function expandFolders(fs: ReadFileSystem, folder: string, pattern: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return [joinPath(folder, pattern)];
  let found = [folder];
  for (const segment of pattern.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "**") found = found.flatMap((folder) => [folder, ...foldersBelow(fs, folder, maxDepth)]);
    else if (/[*?[]/.test(segment)) {
      const matches = segmentPattern(segment);
      found = found.flatMap((folder) =>
        subfolders(fs, folder)
          .filter((name) => matches.test(name))
          .map((name) => joinPath(folder, name)),
      );
    } else found = found.map((folder) => joinPath(folder, segment));
  }
  return [...new Set(found)].filter((folder) => fs.isDirectory(folder)).sort();
}

function subfolders(fs: ReadFileSystem, folder: string): readonly string[] {
  return fs
    .list(folder)
    .filter((entry) => entry.directory)
    .map((entry) => entry.name);
}

function foldersBelow(fs: ReadFileSystem, folder: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return subfolders(fs, folder).flatMap((name) => {
    const path = joinPath(folder, name);
    return [path, ...foldersBelow(fs, path, depth - 1)];
  });
}

/** One path segment of a glob (`*`, `?`, `[ab]`, `[!a]`) as a pattern. */
function segmentPattern(segment: string): RegExp {
  const source = segment.replace(/\*+|\?|\[!?\]?[^\]]*\]|[\\^$.|+(){}[\]]/g, (part) => {
    if (part.startsWith("*")) return ".*";
    if (part === "?") return ".";
    if (part.length > 1)
      return `[${part
        .slice(1, -1)
        .replace(/^!/, "^")
        .replace(/[\\\]]/g, "\\$&")}]`;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
