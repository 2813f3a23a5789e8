import type { Processes } from "./processes.ts";

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
  /** Gives a file a second name, or copies it with its permissions where the file system has no such names; fails where there is one at `to`. */
  keep(from: string, to: string): void;
  /** Puts a file in the place of another in one step. */
  rename(from: string, to: string): void;
  /**
   * Resolves when the content of files, and the names in folders, are on the disk, as far as the file system can do that. All at
   * once: one after the other each would wait for the disk on its own.
   */
  sync(paths: readonly string[]): Promise<void>;
  /** When a file was written: milliseconds of the file system's clock. */
  modified(path: string): number;
  removeFile(path: string): void;
  /** Fails where it is not empty. */
  removeFolder(path: string): void;
}

export type PathKind = "missing" | "file" | "folder" | "link" | "other";

/** Everything of the machine that `src/apply/` uses. */
export interface WritePorts {
  readonly files: WriteFileSystem;
  readonly processes: Processes;
  wait(milliseconds: number): Promise<void>;
  /** SHA-256 of the text's UTF-8, lower-case hex. */
  sha256(text: string): string;
}

/** What the name of a file ends in that is to replace the one beside it, where it comes from another file system. */
export const NEAR = ".nif2nix";
