import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { Archive } from "./archive.ts";

/** A file system in which archives lie at their paths; what is there otherwise is not seen. */
export function mounted(fs: ReadFileSystem, archives: ReadonlyMap<string, Archive>): ReadFileSystem {
  if (archives.size === 0) return fs;
  const at = (path: string): ReadFileSystem => {
    for (const [folder, archive] of archives) if (path === folder || path.startsWith(`${folder}/`)) return archive;
    return fs;
  };
  return {
    readText: (path) => at(path).readText(path),
    ...(fs.invalidUtf8 === undefined ? {} : { invalidUtf8: (path) => at(path).invalidUtf8?.(path) }),
    exists: (path) => at(path).exists(path),
    isDirectory: (path) => at(path).isDirectory(path),
    list: (path) => at(path).list(path),
    realPath: (path) => at(path).realPath(path),
  };
}
