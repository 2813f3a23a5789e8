import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import type { DirectoryEntry, ReadFileSystem } from "../../ports/file-system.ts";

/**
 * A file system in which nothing outside of one folder exists, symbolic links resolved:
 * a crate's files must be part of the source that Nix is given.
 */
export function limitedFileSystem(fs: ReadFileSystem, root: string): ReadFileSystem {
  const realRoot = fs.realPath(root);
  const known = new Map<string, boolean>();
  const folders = new Map<string, readonly DirectoryEntry[]>();
  const allowed = (path: string): boolean => {
    let answer = known.get(path);
    if (answer === undefined) {
      // A folder that was listed says what is not in it; what is, was noted then.
      const beside = folders.get(parentPath(path));
      if (beside !== undefined && !beside.some((entry) => entry.name === lastSegment(path))) return false;
      answer = isInside(root, path) && isInside(realRoot, fs.realPath(path));
      known.set(path, answer);
    }
    return answer;
  };
  return {
    readText: (path) => (allowed(path) ? fs.readText(path) : undefined),
    exists: (path) => allowed(path) && fs.exists(path),
    isDirectory: (path) => allowed(path) && fs.isDirectory(path),
    list(path) {
      let entries = folders.get(path);
      if (entries === undefined) {
        entries = allowed(path) ? fs.list(path) : [];
        // What lies in an allowed folder and is no link needs no look at every folder above it.
        for (const entry of entries) if (entry.link === false) known.set(joinPath(path, entry.name), true);
        folders.set(path, entries);
      }
      return entries;
    },
    realPath: (path) => fs.realPath(path),
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
