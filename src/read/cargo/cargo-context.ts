import type { Scope } from "../../diagnostics/scope.ts";
import type { Crate } from "../../model/crate.ts";
import { relativePath } from "../../model/paths.ts";
import type { Place, SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { IgnoredBy } from "../git/work-tree.ts";
import { limitedFileSystem } from "./limited-file-system.ts";
import type { Manifest } from "./manifest.ts";
import type { ParseToml } from "./toml.ts";

/** What reading crates needs, and what was read already: several crates of one workspace share it. */
export interface CargoContext extends Scope {
  /** The rule by which git leaves out a file, where that is known; absolute. */
  readonly ignoredBy?: (path: string) => IgnoredBy | undefined;
  /** Sees nothing outside of `limit`. */
  readonly fs: ReadFileSystem;
  readonly toml: ParseToml;
  /** Crates inside of dependencies, which nobody here can change and which are built from all of their sources: what a
   * build needs is read, and neither checked nor are files searched for what cargo reads. */
  readonly foreign?: boolean;
  /** By absolute path of Cargo.toml; undefined = absent or unreadable, and said so. */
  readonly manifests: Map<string, Manifest | undefined>;
  /** Members of a workspace by the path of its root. */
  readonly members: Map<string, ReadonlyMap<string, Manifest>>;
  readonly crates: Map<string, Crate | undefined>;
  /** Paths of absent locks that were reported: crates of one workspace lack the same one. */
  readonly absentLocks: Set<string>;
  /** Paths of locks whose registries were looked at. */
  readonly checkedLocks: Set<string>;
}

export interface CargoOptions extends Scope {
  readonly ignoredBy?: (path: string) => IgnoredBy | undefined;
  /** From `loadToml()`. */
  readonly toml: ParseToml;
  readonly foreign?: boolean;
}

export function cargoContext(options: CargoOptions): CargoContext {
  return {
    ...options,
    fs: limitedFileSystem(options.fs, options.limit),
    manifests: new Map(),
    members: new Map(),
    crates: new Map(),
    absentLocks: new Set(),
    checkedLocks: new Set(),
  };
}

/** An absolute path as people and the model see it. */
export function shown(context: CargoContext, path: string): string {
  return relativePath(context.project, path);
}

/** The start of a file that is only named, not read. */
export function placeOfFile(context: CargoContext, path: string): Place {
  return { file: shown(context, path), line: 1, column: 1 };
}

/** Where a value stands in a TOML file: its first occurrence as a quoted string or a key, else the start. */
export function placeOfText(source: SourceFile, text: string): Place {
  for (const needle of [`"${text}"`, `'${text}'`, text]) {
    const at = source.text.indexOf(needle);
    if (at !== -1) return source.place(at);
  }
  return source.place(0);
}
