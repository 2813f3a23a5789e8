import { joinPath, parentPath } from "../../model/paths.ts";
import type { DirectoryEntry, ReadFileSystem } from "../../ports/file-system.ts";
import type { Archive } from "./archive.ts";

/** A file system in which archives lie at their paths, and are listed there; what is there otherwise is not seen. */
export function mounted(fs: ReadFileSystem, archives: ReadonlyMap<string, Archive>): ReadFileSystem {
  if (archives.size === 0) return fs;
  const at = (path: string): ReadFileSystem => {
    for (const [folder, archive] of archives) if (path === folder || path.startsWith(`${folder}/`)) return archive;
    return fs;
  };
  const list = (path: string): readonly DirectoryEntry[] => {
    const own = at(path).list(path);
    const names = [...archives.keys()].filter((folder) => parentPath(folder) === joinPath(path)).map(nameOf);
    if (names.length === 0) return own;
    const others = own.filter(({ name }) => !names.includes(name));
    return [...others, ...names.map((name) => ({ name, directory: true }))].sort((a, b) => (a.name < b.name ? -1 : 1));
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

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
