import { baseName, isInside, joinPath, parentPath } from "../../model/paths.ts";
import { type DirectoryEntry, type ReadFileSystem, UnreadableFile } from "../../ports/file-system.ts";

/**
 * A file system in which nothing outside of one folder exists, symbolic links resolved:
 * a crate's files must be part of the source that Nix is given.
 */
export function limitedFileSystem(fs: ReadFileSystem, limit: string): ReadFileSystem {
  const realLimit = fs.realPath(limit);
  const known = new Map<string, boolean>();
  const folders = new Map<string, readonly DirectoryEntry[]>();
  const allowed = (path: string): boolean => {
    let answer = known.get(path);
    if (answer === undefined) {
      const there = isInside(limit, path) && (path === limit || inFolder(path));
      answer = there && (known.get(path) ?? isInside(realLimit, fs.realPath(path)));
      known.set(path, answer);
    }
    return answer;
  };
  /** False for what is not there; notes what is there and no link. One look at a folder answers for all that is sought in it. */
  const inFolder = (path: string): boolean => {
    const parent = parentPath(path);
    const name = baseName(path);
    return listed(parent)?.some((entry) => entry.name === name) !== false;
  };
  /** Undefined for a folder whose files may be read by name only. */
  const listed = (path: string): readonly DirectoryEntry[] | undefined => {
    let entries = folders.get(path);
    if (entries === undefined) {
      try {
        entries = allowed(path) ? fs.list(path) : [];
      } catch (error) {
        if (error instanceof UnreadableFile) return undefined;
        throw error;
      }
      // What lies in an allowed folder and is no link needs no look at every folder above it.
      for (const entry of entries) if (entry.link === false) known.set(joinPath(path, entry.name), true);
      folders.set(path, entries);
    }
    return entries;
  };
  return {
    readText: (path) => (allowed(path) ? fs.readText(path) : undefined),
    exists: (path) => allowed(path) && fs.exists(path),
    isDirectory: (path) => allowed(path) && fs.isDirectory(path),
    list: (path) => listed(path) ?? fs.list(path),
    realPath: (path) => fs.realPath(path),
  };
}
