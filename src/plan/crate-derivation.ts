import type { PerSystem, System } from "../model/systems.ts";
import type { ToolchainRequest } from "../model/toolchain.ts";
import type { EnvValue } from "../recipes/recipe.ts";
import type { RustBuilder } from "../settings/settings.ts";
import type { FetchedSource } from "./fetched-source.ts";

/** One crate as a derivation of its own. */
export interface CrateDerivation {
  /** Attribute name: the crate's package name, made unique. */
  readonly attr: string;
  readonly pname: string;
  readonly version: string;
  readonly libName: string;
  readonly source: CrateSource;
  readonly builder: RustBuilder;
  /** The workspace's folder, relative to the root of the source. */
  readonly workspace: string;
  /** The crate's Cargo.toml, relative to the workspace's folder. */
  readonly manifest: string;
  /** Cargo.lock as seen from nix/. */
  readonly cargoLockFromNix: string;
  readonly features: PerSystem<readonly string[]>;
  readonly defaultFeatures: PerSystem<boolean>;
  readonly mode: PerSystem<"release" | "debug">;
  /** What is built of it; "all" are its programs and a library that is loaded. */
  readonly targets: "library" | "programs" | "all";
  /** null = the package set's Rust. */
  readonly toolchain: ToolchainRequest | null;
  /** Where not every nixpkgs has as new a Rust as it asks for: what it asks for, and the file that says so, for people. */
  readonly rustVersion: { readonly version: string; readonly file: string } | null;
  /** Its own flags for rustc stand under [build] alone, or in CARGO_BUILD_RUSTFLAGS, and those of a target would hide them. */
  readonly buildFlagsOnly: boolean;
  /** Cargo's configuration names a target, in the place of the one that the BEAM is for. */
  readonly namesTarget: boolean;
  /** Cargo's configuration files below the workspace's folder, relative to it; later ones win. */
  readonly configs: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
  /** Variables that are not the same on all systems, beside those; null = none. */
  readonly envOn: Readonly<Record<System, Readonly<Record<string, string>>>> | null;
  /** By the source in Cargo.lock for crane, by "name-version" for rustPlatform. */
  readonly outputHashes: Readonly<Record<string, string>>;
  /** Text to be kept as that Cargo.lock, for crates whose own lies in fetched sources; null for local ones. */
  readonly cargoLockText: string | null;
  /** Attribute paths of the package set. */
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
}

export type CrateSource =
  | {
      readonly kind: "local";
      /** The smallest folder that holds all of `files`, as seen from nix/. */
      readonly rootFromNix: string;
      /** Files and folders, relative to that folder. */
      readonly files: readonly string[];
      /** Of these what the build does not read. */
      readonly except: readonly string[];
      /** Files that cargo looks for and that may be empty, relative to the workspace's folder. */
      readonly standIns: readonly string[];
    }
  /** Inside a dependency's fetched sources. */
  | { readonly kind: "dependency"; readonly source: FetchedSource };

/** What cargo finds done where it is called. */
export interface ProgramPlacement {
  /** The crate's folder, relative to the Mix project that is built, and that of its workspace, where target/ lies. */
  readonly directory: string;
  readonly workspace: string;
  /** `attr` of the crate. */
  readonly crate: string;
}
