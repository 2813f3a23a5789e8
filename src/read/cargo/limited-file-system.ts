import { isInside } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/**
 * A file system in which nothing outside of one folder exists, symbolic links resolved:
 * a crate's files must be part of the source that Nix is given.
 */
export function limitedFileSystem(fs: ReadFileSystem, root: string): ReadFileSystem {
  const realRoot = fs.realPath(root);
  const known = new Map<string, boolean>();
  const allowed = (path: string): boolean => {
    let answer = known.get(path);
    if (answer === undefined) {
      answer = isInside(root, path) && isInside(realRoot, fs.realPath(path));
      known.set(path, answer);
    }
    return answer;
  };
  return {
    readText: (path) => (allowed(path) ? fs.readText(path) : undefined),
    exists: (path) => allowed(path) && fs.exists(path),
    isDirectory: (path) => allowed(path) && fs.isDirectory(path),
    list: (path) => (allowed(path) ? fs.list(path) : []),
    realPath: (path) => fs.realPath(path),
  };
}
