import type { SourceFile } from "../../../model/source.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import type { NodeTree } from "./tree.ts";

/** Thrown by a reader of a lock: what is wrong with it, and where. */
export class LockError extends Error {
  readonly at: number;

  constructor(message: string, at = 0) {
    super(message);
    this.at = at;
  }
}

/** Thrown for a lock that holds no hashes which Nix could use: why, and what to do instead. */
export class NotForNix extends Error {
  readonly advice: string;

  constructor(why: string, advice: string) {
    super(why);
    this.advice = advice;
  }
}

/** A lock file as its reader gets it. */
export interface LockText {
  readonly file: SourceFile;
  /** Its folder, relative to the project, and absolute. */
  readonly folder: string;
  readonly absolute: string;
  /** The folders with package.json whose packages are wanted, relative to that one; none is outside of it. */
  readonly wanted: readonly string[];
  readonly fs: ReadFileSystem;
  readonly tree: NodeTree;
}
