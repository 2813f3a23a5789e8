import type { Place } from "./source.ts";

/** Which files of a project its release is built from. Paths are relative to the project, as files and folders. */
export interface BuildFiles {
  /** Folders with a mix.exs that are compiled: of each mix.exs, lib/, src/, include/, priv/ and rel/ are taken. */
  readonly projects: readonly string[];
  /** What Mix reads besides in the chosen environment, sorted, none inside another. */
  readonly taken: readonly string[];
  /** Whether it may read more that is not known: `all` is taken then, but for `except`. */
  readonly whole: boolean;
  /** What is taken then: the folder that holds everything but front ends, and what these are built from beside it. */
  readonly all: readonly string[];
  /** What of a whole folder is not read, sorted, none inside another. */
  readonly except: readonly string[];
  /** The configuration that code is compiled with: files, or a folder where not all of them are known. */
  readonly config: readonly string[];
  /** Where modules read files while they are compiled that their code does not name. */
  readonly unknown: readonly Place[];
}
