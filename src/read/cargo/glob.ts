import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { globMatcher, isGlob } from "../../text/glob.ts";

/** Deep enough for any repository; stops circles of symbolic links. */
const maxDepth = 12;

/** Folders that one pattern may lead to; more are no workspace, and `**` in a row would have each looked at again and again. */
const maxFolders = 20_000;

/**
 * Folders that match a glob of `workspace.members`, sorted; the pattern itself where it has no wildcard, where nothing matches it,
 * or where it is none that cargo takes: such a member is missing then.
 */
export function expandFolders(fs: ReadFileSystem, folder: string, pattern: string): readonly string[] {
  if (!isGlob(pattern)) return [joinPath(folder, pattern)];
  let found: readonly string[] = [folder];
  for (const segment of pattern.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "**") {
      found = unique(found.flatMap((folder) => [folder, ...foldersBelow(fs, folder, maxDepth)]));
    } else if (isGlob(segment)) {
      // The crate takes `**` only alone between slashes.
      const matches = segment.includes("**") ? undefined : globMatcher(segment, "cargo");
      if (matches === undefined) return [joinPath(folder, pattern)];
      found = found.flatMap((folder) =>
        subfolders(fs, folder)
          .filter(matches)
          .map((name) => joinPath(folder, name)),
      );
    } else found = found.map((folder) => joinPath(folder, segment));
  }
  const folders = unique(found)
    .filter((folder) => fs.isDirectory(folder))
    .toSorted();
  // Cargo takes a pattern that nothing matches for the path of a member.
  return folders.length === 0 ? [joinPath(folder, pattern)] : folders;
}

const unique = (paths: readonly string[]): readonly string[] => [...new Set(paths)].slice(0, maxFolders);

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
