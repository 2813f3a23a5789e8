import { Malformed } from "../../model/malformed.ts";
import type { DirectoryEntry, ReadFileSystem } from "../../ports/file-system.ts";
import type { TarFile } from "./tar.ts";

/** The files of an archive, to be read as if they lay in a folder. */
export interface Archive extends ReadFileSystem {
  /** Absolute path of the folder they seem to lie in; nothing of the machine can be reached there. */
  readonly path: string;
  /** The bytes of a file, or undefined where there is none. */
  readBytes(path: string): Uint8Array | undefined;
}

/** Gives archived files a folder at `path`. Of two files with one path the last counts. Throws Malformed where a file is a folder too. */
export function archiveAt(path: string, files: readonly TarFile[]): Archive {
  const contents = new Map<string, Uint8Array>();
  const folders = new Map<string, Map<string, boolean>>([[path, new Map()]]);
  for (const file of files) {
    const parts = file.path.split("/");
    let parent = path;
    for (const [index, name] of parts.entries()) {
      const directory = index < parts.length - 1;
      const here = `${parent}/${name}`;
      if (directory ? contents.has(here) : folders.has(here))
        throw new Malformed(`${file.path} is both a file and a folder`);
      folders.get(parent)?.set(name, directory);
      if (directory && !folders.has(here)) folders.set(here, new Map());
      parent = here;
    }
    contents.set(parent, file.data);
  }
  const readBytes = (wanted: string): Uint8Array | undefined => contents.get(normalize(wanted));
  return {
    path,
    readBytes,
    readText(wanted) {
      const bytes = readBytes(wanted);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    exists: (wanted) => contents.has(normalize(wanted)) || folders.has(normalize(wanted)),
    isDirectory: (wanted) => folders.has(normalize(wanted)),
    list: (wanted) =>
      [...(folders.get(normalize(wanted)) ?? [])]
        .map(([name, directory]): DirectoryEntry => ({ name, directory }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    realPath: (wanted) => normalize(wanted),
  };
}

/** The same files, to be read as if they lay at another path. */
export function movedTo(path: string, archive: Archive): Archive {
  const inside = (wanted: string): string => {
    const normal = normalize(wanted);
    // What lies elsewhere is not there, wherever that is in the archive's own folder.
    return normal === path || normal.startsWith(`${path}/`) ? `${archive.path}${normal.slice(path.length)}` : "/";
  };
  return {
    path,
    readBytes: (wanted) => archive.readBytes(inside(wanted)),
    readText: (wanted) => archive.readText(inside(wanted)),
    exists: (wanted) => archive.exists(inside(wanted)),
    isDirectory: (wanted) => archive.isDirectory(inside(wanted)),
    list: (wanted) => archive.list(inside(wanted)),
    realPath: (wanted) => normalize(wanted),
  };
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
