/** What writing files needs of the machine. Paths are absolute, `/`-separated. Failures are thrown with `code`, as Node does. */
export interface WriteFileSystem {
  /** What stands at a path itself: links are not followed. */
  kind(path: string): PathKind;
  /** The path with every symbolic link resolved; undefined where a link leads nowhere. */
  realPath(path: string): string | undefined;
  /** Names of what is in a folder. */
  list(folder: string): readonly string[];
  /** UTF-8 text as it stands. */
  readText(path: string): string;
  /** Whether this process may create files in a folder. */
  mayWriteIn(folder: string): boolean;
  makeFolder(path: string): void;
  /** Creates a file; fails where there is one. `like`: a file whose permissions it gets. */
  create(path: string, text: string, like: string | null): void;
  /** Copies a file, permissions included; fails where there is one at `to`. */
  copy(from: string, to: string): void;
  /** Puts a file in the place of another in one step. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  /** Fails where it is not empty. */
  removeFolder(path: string): void;
}

export type PathKind = "missing" | "file" | "folder" | "link" | "other";

/** Everything of the machine that `src/apply/` uses. */
export interface WritePorts {
  readonly files: WriteFileSystem;
  /** SHA-256 of the text's UTF-8, lower-case hex. */
  sha256(text: string): string;
}
