import type { KnownFeatures } from "./known-features.ts";
import type { Place } from "./source.ts";
import type { NightlyNeed, ToolchainFile } from "./toolchain.ts";
import type { Known } from "./unknown.ts";

/** A crate as cargo sees it. */
export interface Crate {
  /** Relative to the project nif2nix runs in. */
  readonly manifest: string;
  /** Cargo.toml of the workspace root; the same as `manifest` for a crate on its own. */
  readonly workspaceManifest: string;
  readonly cargoLock: string | null;
  readonly packageName: string;
  readonly version: Known<string>;
  /** The oldest Rust that it says it is for; null = it says none. */
  readonly rustVersion: string | null;
  /** [lib].name, or the package's name with `-` made `_`: the file is lib<libName>.so. */
  readonly libName: string;
  /** Whether its library is one that is loaded (cdylib, dylib); absent = no. */
  readonly loadable?: boolean;
  /** What `--features` takes. */
  readonly features: KnownFeatures;
  /** Files and folders that the build needs, relative to the project, sorted, none inside another. */
  readonly sources: readonly string[];
  /** Files that cargo looks for beside those, and of which nothing is built: empty ones do. Relative to the project. */
  readonly standIns: readonly string[];
  /** Files and folders of `sources` that no build of the library reads: READMEs, tests. Relative to the project. */
  readonly unread: readonly string[];
  /** The toolchain file that rustup takes for it. */
  readonly toolchain: ToolchainFile | null;
  /** The first thing in it that needs a nightly Rust, where RUSTC_BOOTSTRAP does not allow it to any. */
  readonly nightly: NightlyNeed | null;
  /**
   * Cargo's configuration files between the workspace's folder and the crate's, outermost first: cargo does not see them
   * when it runs in the workspace's folder.
   */
  readonly ownConfigs: readonly string[];
  /** Build scripts of it and of the crates beside it that fetch something; absent = none. */
  readonly fetching?: readonly BuildScript[];
  /** Programs that cargo's configuration names. */
  readonly tools: readonly CrateTool[];
  readonly flags: ConfiguredFlags;
  /** What `[build] target` of that configuration names. */
  readonly buildTargets: readonly BuildTarget[];
  /** Of Cargo.lock: 1 keeps checksums in a table of their own; null without a lock. */
  readonly lockVersion: number | null;
  /** Packages of Cargo.lock. */
  readonly locked: readonly CargoLockPackage[];
}

/** A build script that fetches from the network. */
export interface BuildScript {
  /** The crates or programs by which it does. */
  readonly by: readonly string[];
  /** Environment variables that it reads, any of which may name what is there already. */
  readonly variables: readonly string[];
  readonly place: Place;
}

/** A crate of no NIF module that is known: a compiler or an alias of the project calls `cargo build` in its folder and takes what it makes. */
export interface CrateProgram {
  /** Where cargo is run, relative to the project. */
  readonly folder: string;
  readonly crate: Crate;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

/** Where cargo's configuration has flags for rustc. Those under a target take the place of those under [build]. */
export interface ConfiguredFlags {
  readonly build: boolean;
  readonly target: boolean;
}

/** A target of rustc that cargo's configuration builds for. */
export interface BuildTarget {
  readonly target: string;
  readonly place: Place;
}

/**
 * A program that cargo's configuration has cargo or rustc run, by name or path as written there; one that a build script starts, a library
 * that it has linked (perhaps where it may name a folder with that), or a module that it asks pkg-config for.
 */
export interface CrateTool {
  readonly kind: "linker" | "wrapper" | "program" | "library" | "maybe-library" | "module";
  readonly program: string;
  readonly place: Place;
}

export interface CargoLockPackage {
  readonly name: string;
  readonly version: string;
  /** "registry+https://...", "git+https://...?rev=...#<rev>", "sparse+..."; null for path crates. */
  readonly source: string | null;
  readonly checksum: string | null;
}
