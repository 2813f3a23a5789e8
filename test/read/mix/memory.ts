import type { DirectoryEntry, ReadFileSystem } from "../../../src/ports/file-system.ts";

/** A file system of which every file is given, by absolute path. */
export function memoryFileSystem(files: Readonly<Record<string, string>>): ReadFileSystem {
  const paths = Object.keys(files);
  const isDirectory = (path: string): boolean => path === "/" || paths.some((each) => each.startsWith(`${path}/`));
  return {
    readText: (path) => files[path],
    exists: (path) => files[path] !== undefined || isDirectory(path),
    isDirectory,
    list(path) {
      const prefix = path === "/" ? "/" : `${path}/`;
      const names = paths.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length).split("/"));
      const entries = new Map(
        names.map(([name, ...rest]): [string, DirectoryEntry] => [
          name as string,
          { name: name as string, directory: rest.length > 0 },
        ]),
      );
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    realPath: (path) => path,
  };
}
