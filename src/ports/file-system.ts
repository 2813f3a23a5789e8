/** What reading a project needs of a file system. Paths are absolute, `/`-separated. */
export interface ReadFileSystem {
  /** UTF-8 text, or undefined where there is no such file. Throws UnreadableFile only for files that exist and cannot be read. */
  readText(path: string): string | undefined;
  /** The offset in the text that readText gives, in UTF-16 units, of the first bytes that are not UTF-8; undefined where there are none, or no such file. */
  invalidUtf8?(path: string): number | undefined;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Names in a folder, sorted; empty where there is none. */
  list(path: string): readonly DirectoryEntry[];
  /** The path with symbolic links resolved; the path itself where it does not exist. */
  realPath(path: string): string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly directory: boolean;
  /** Whether it is a symbolic link; undefined where that is not known. */
  readonly link?: boolean;
}

/** A file or folder that exists and cannot be read. `reason` is the system's own word for it: EACCES. */
export class UnreadableFile extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${path} cannot be read: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
