import type { Crate } from "./crate.ts";
import type { MakeBuild, PublishedFile } from "./make.ts";
import type { NifModule } from "./nif-module.ts";
import type { Place } from "./source.ts";

/**
 * What a dependency compiles or downloads besides Erlang and Elixir code, as its own sources say.
 * Paths are relative to the dependency's root.
 */
export interface DependencyNatives extends PublishedArtifacts {
  readonly app: string;
  /** Its sources could not be had, and only they say whether there are NIFs in it. */
  readonly unread?: true;
  readonly nifs: readonly NifModule[];
  readonly crates: readonly Crate[];
  /** The text of every Cargo.lock that `crates` name, by path: kept beside the generated files, so that nothing is read from a fetched source at evaluation. */
  readonly cargoLocks: Readonly<Record<string, string>>;
  /** Applications among its own dependencies, as mix.lock lists them; of a git dependency, its mix.exs. */
  readonly requires: readonly string[];
  /** Rebar3 plugins that its rebar.config names: "pc", "rebar3_hex"... */
  readonly rebarPlugins: readonly string[];
  /** Where it is built by elixir_make, or by a Makefile of its own. */
  readonly make: MakeBuild | null;
  /** Files that it downloads while others compile, as a recipe says where they are named. */
  readonly files: readonly PublishedFile[];
  /** Names of which it ships the data that others name; null = not known. */
  readonly data: readonly string[] | null;
}

/** What a module of the project names of the data that a package has files for, such as languages. */
export interface NamedData {
  readonly app: string;
  readonly place: Place;
  /** null = not known, or only a pattern of names. */
  readonly names: readonly string[] | null;
  /** Names of which the project has the file itself. */
  readonly own: readonly string[];
  /** Where it has them, relative to its Mix project. */
  readonly folder: string;
}

/** What is known of the libraries that RustlerPrecompiled downloads. */
export interface PublishedArtifacts {
  /** Of each RustlerPrecompiled module (by name), the shipped checksum file: SHA-256 in lower-case hex by artifact name. */
  readonly checksums: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of each RustlerPrecompiled module whose base_url is a function, the addresses it gives, by artifact name. */
  readonly artifactUrls: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A dependency of which nothing native is known. */
export const nothingNative = (app: string): DependencyNatives => ({
  app,
  nifs: [],
  crates: [],
  cargoLocks: {},
  checksums: {},
  artifactUrls: {},
  requires: [],
  rebarPlugins: [],
  make: null,
  files: [],
  data: null,
});
