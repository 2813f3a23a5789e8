import type { Dependency } from "../../model/dependency.ts";
import type { GitLockEntry, HexLockEntry, Lock } from "../../model/lock.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { Archive } from "./archive.ts";

/** A dependency's sources as files: in deps/, or unpacked in memory. */
export interface SourceTree {
  readonly fs: ReadFileSystem;
  /** Absolute, in `fs`: the folder of the dependency's mix.exs or rebar.config. */
  readonly folder: string;
}

export interface MissingSource {
  /** One clause for a person. */
  readonly missing: string;
}

/** How far it is worth going for a dependency's sources. */
export interface Candidate {
  readonly dep: Dependency;
  /** The lock leads to Rust: it has modules that load libraries, most likely. */
  readonly rust: boolean;
  /** False: only where they are at hand, since nothing in the lock leads to native code. */
  readonly fetch: boolean;
  /** Most likely there is nothing native in it: to be without its sources is no error. */
  readonly doubtful?: boolean;
  /** Who is built on it says what is missing without its sources. */
  readonly silent?: boolean;
}

/** How much code a package has, in the folder that is looked through. */
export interface CodeSize {
  readonly files: number;
  readonly bytes: number;
}

/** The code of a package of Hex, as far as it can be had. */
export type PackageCode =
  /** It lies in deps/, as it is locked. */
  | { readonly kind: "folder" }
  /** To be read as if it lay in deps/. */
  | { readonly kind: "archive"; readonly files: Archive }
  /** It says nothing of what is looked for, which is known since it was looked through. */
  | ({ readonly kind: "plain" } & CodeSize)
  | { readonly kind: "missing"; /** One clause for a person. */ readonly reason: string };

export interface PackagesRequest {
  readonly entries: readonly HexLockEntry[];
  /** Absolute. */
  readonly depsFolder: string;
  /** The size of code that says nothing of what is looked for; null where it does. Absent = the files are wanted, whatever they say. */
  readonly sizeOfPlain?: (files: Archive) => CodeSize | null;
}

export interface SourceRequest {
  readonly wanted: readonly Candidate[];
  readonly lock: Lock;
  /** Absolute: where `mix deps.get` leaves sources. */
  readonly depsFolder: string;
  /** Git dependencies that were looked into already, by application. */
  readonly checkouts: ReadonlyMap<string, Archive>;
}

/** Finds the sources of dependencies; may use the network. */
export interface SourceProvider {
  /** Of packages that may hold native code. Candidates that it has nothing to say of are left out. */
  locate(request: SourceRequest): Promise<ReadonlyMap<string, SourceTree | MissingSource>>;
  /** The code of packages of Hex, by application: from deps/, from caches, or by a download. */
  packages(request: PackagesRequest): Promise<ReadonlyMap<string, PackageCode>>;
  /** Outer checksums of packages of which the lock has the inner one alone, by application; without those that cannot be had. */
  outerChecksums(entries: readonly HexLockEntry[], depsFolder: string): Promise<ReadonlyMap<string, string>>;
  /** Of a Git dependency that has no checkout in deps/: its files, to be read as if they lay at `path` (absolute). */
  checkout(entry: GitLockEntry, path: string): Promise<Archive | MissingSource>;
}
