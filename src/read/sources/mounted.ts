import { baseName, joinPath, parentPath } from "../../model/paths.ts";
import type { DirectoryEntry, ReadFileSystem } from "../../ports/file-system.ts";
import type { Archive } from "./archive.ts";

/** A file system in which archives lie at their paths, and are listed there; what is there otherwise is not seen. */
export function mounted(fs: ReadFileSystem, archives: ReadonlyMap<string, Archive>): ReadFileSystem {
  if (archives.size === 0) return fs;
  // Many packages may be mounted, and every file is asked for here: each step is one look, however many there are.
  const at = (path: string): ReadFileSystem => {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      const archive = archives.get(path.slice(0, end));
      if (archive !== undefined) return archive;
    }
    return fs;
  };
  const mountedIn = new Map<string, Set<string>>();
  for (const folder of archives.keys()) {
    const parent = parentPath(folder);
    mountedIn.set(parent, (mountedIn.get(parent) ?? new Set()).add(baseName(folder)));
  }
  const list = (path: string): readonly DirectoryEntry[] => {
    const own = at(path).list(path);
    const names = mountedIn.get(joinPath(path));
    if (names === undefined) return own;
    const others = own.filter(({ name }) => !names.has(name));
    const here = [...names].map((name): DirectoryEntry => ({ name, directory: true }));
    return [...others, ...here].sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return {
    readText: (path) => at(path).readText(path),
    ...(fs.invalidUtf8 === undefined ? {} : { invalidUtf8: (path) => at(path).invalidUtf8?.(path) }),
    exists: (path) => at(path).exists(path),
    isDirectory: (path) => at(path).isDirectory(path),
    list,
    realPath: (path) => at(path).realPath(path),
  };
}
