import type { Place } from "./source.ts";
import type { Known } from "./unknown.ts";

/** What a dependency's `make` does, as its mix.exs and Makefile say. */
export interface MakeBuild {
  /** What elixir_make would download; null where the package ships no hashes of it, or has no precompiler. */
  readonly precompiled: MakeArtifacts | null;
  /** It has a precompiler, which looks for an artifact unless it is told to compile. */
  readonly precompiler: boolean;
  /** The package has itself compiled whatever is asked. */
  readonly forced: Known<boolean>;
  /** Programs that the Makefile starts and that src/recipes/programs.ts knows. */
  readonly programs: readonly string[];
  /** Libraries that are asked of pkg-config. */
  readonly libraries: readonly string[];
  /** Libraries that are linked by name alone, `-lz`, but for those that come with the compiler and those of the sources. */
  readonly linked: readonly string[];
  /** Git repositories that it clones at a fixed commit. */
  readonly checkouts: readonly Checkout[];
  /**
   * Files of its sources that name an interpreter where a build has none: scripts with `#!/usr/bin/env bash`, Makefiles with
   * `SHELL = /bin/bash`. Relative to its root.
   */
  readonly scripts: readonly string[];
  /** What it fetches in a way that cannot be foreseen: one clause each, for a person. */
  readonly downloads: readonly string[];
}

export const nothingMade: MakeBuild = {
  precompiler: false,
  precompiled: null,
  forced: false,
  programs: [],
  libraries: [],
  linked: [],
  checkouts: [],
  scripts: [],
  downloads: [],
};

/** The same for a project that is compiled from this tree. */
export interface OwnMake {
  /** The application that it belongs to. */
  readonly app: string;
  /** Its mix.exs, or where a path dependency without one is named. */
  readonly place: Place;
  /** Relative to the project. */
  readonly folder: string;
  /** What compiles it, for people. */
  readonly tool: "make" | "Bundlex" | "rebar3";
  /** Plugins that rebar3 builds it with, as attributes of beamPackages. */
  readonly rebarPlugins: readonly string[];
  readonly make: MakeBuild;
  /** What its precompiler publishes; null where it has none. */
  readonly published: Known<MakePublication | null>;
}

/** Archives of a precompiler of elixir_make. */
export interface MakePublication {
  /** The NIF versions that there is one for on some system; null = one alone, for that of the BEAM that builds, or of programs. */
  readonly nifVersions: Known<readonly string[] | null>;
}

/** Artifacts of elixir_make (ElixirMake.Artefact): the address has @{artefact_filename} in it. */
export interface MakeArtifacts {
  readonly app: string;
  readonly version: string;
  /** "nif" or another word: the kind of artifact. */
  readonly type: string;
  readonly url: string;
  /** SHA-256 in lower-case hex by file name. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** A git repository at a commit, and the folder where the build looks for it. */
export interface Checkout {
  readonly url: string;
  /** The full commit id. */
  readonly rev: string;
  /** Relative to the dependency's root. */
  readonly path: string;
  readonly submodules?: boolean;
}

/** A file that a package downloads, with the hash that the package ships. */
export interface PublishedFile {
  readonly name: string;
  readonly url: string;
  /** Lower-case hex. */
  readonly sha256: string;
}
