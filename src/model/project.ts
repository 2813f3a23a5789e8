import type { Assets, FrontEnd, NodeRequest } from "./assets.ts";
import type { BeamRequests } from "./beam.ts";
import type { BuildFiles } from "./build-files.ts";
import type { AppConfiguration } from "./configuration.ts";
import type { KnownFeatures } from "./known-features.ts";
import type { MachineNeeds } from "./machine.ts";
import type { OwnMake } from "./make.ts";
import type { DependencyNatives, NamedData, PublishedArtifacts } from "./natives.ts";
import type { Place } from "./source.ts";
import type { System } from "./systems.ts";
import type { NightlyNeed, ToolchainFile, ToolchainRequest } from "./toolchain.ts";
import type { Known } from "./unknown.ts";

/**
 * Everything that was read. Paths are relative to the folder of the Mix project nif2nix runs in (`/` separators,
 * "." for the folder itself, leading `../` where a file lies outside).
 */
export interface Project {
  /** Absolute: the folder of mix.exs. */
  readonly folder: string;
  /**
   * Absolute: the folder that holds everything the build needs: the project, its path dependencies, its crates.
   * Most often the same as `folder`; above it in a monorepo.
   */
  readonly buildRoot: string;
  /**
   * What the build needs, as far as it is known: the project's folder, path dependencies, crates with what they are made
   * of, the folders of configuration files, the lock.
   */
  readonly needed: readonly string[];
  readonly mix: MixProject;
  /** For an umbrella, its applications; otherwise empty. */
  readonly apps: readonly MixProject[];
  /** The Erlang/OTP and Elixir that files of version managers ask for. */
  readonly beam: BeamRequests;
  /** Where the lock was read from; null where there is none. */
  readonly lockFile: string | null;
  readonly deps: readonly Dependency[];
  /** What of them reads files beside its own folder while it is compiled. */
  readonly besides: readonly Beside[];
  readonly nifs: readonly NifModule[];
  /** Dependencies with native parts whose sources could be looked at. Filled by a stage of its own; empty until then. */
  readonly natives: readonly DependencyNatives[];
  /** What modules of the project name of the data of packages. */
  readonly data: readonly NamedData[];
  /** What modules of the project itself download: those with RustlerPrecompiled whose crate is not in the tree. */
  readonly artifacts: PublishedArtifacts;
  /** Crates whose programs compilers of the project have cargo build. */
  readonly programs: readonly CrateProgram[];
  /** What elixir_make builds of the project itself. */
  readonly makes: readonly OwnMake[];
  /** Web assets that the release has to build. */
  readonly assets: readonly Assets[];
  /** Those that the settings have built, beside what Mix does. */
  readonly frontEnds: readonly FrontEnd[];
  /** The Node that these ask for; null where they need none, or any will do. */
  readonly node: NodeRequest | null;
  /**
   * Applications that config/config.exs (in the chosen environment, imports included) sets anything for, sorted.
   * Their own builds need that configuration too, or values read while compiling differ from those at boot.
   */
  readonly configuredApps: Known<readonly string[]>;
  /** Whether a release reads configuration when it starts, by config/runtime.exs or a provider; true where that is not known. */
  readonly readsConfigAtStart: boolean;
  /** What is set for each of them. */
  readonly configuration: readonly AppConfiguration[];
  /** What the code asks of the machine that builds and runs it. */
  readonly machine: MachineNeeds;
  /** What the release is built from. */
  readonly buildFiles: BuildFiles;
  /** config/config.exs and what it imports, as far as those files are there. */
  readonly configFiles: readonly string[];
  /** The crates of `nifs`, one for each manifest and set of features. */
  readonly crates: readonly Crate[];
}

/** One mix.exs, as Mix sees it in the chosen environment. */
export interface MixProject {
  /** Folder relative to the project. */
  readonly path: string;
  readonly place: Place;
  readonly app: Known<string | null>;
  readonly version: Known<string | null>;
  readonly elixir: Known<string | null>;
  readonly umbrella: boolean;
  readonly appsPath: Known<string | null>;
  /** Relative to the project's folder, normalised; defaults as in Mix: "config/config.exs", "_build", "deps", "mix.lock". */
  readonly configPath: Known<string>;
  readonly buildPath: Known<string>;
  readonly depsPath: Known<string>;
  readonly lockfile: Known<string>;
  readonly elixircPaths: Known<readonly string[]>;
  readonly compilers: Known<readonly string[]>;
  /** Names of the aliases (`mix NAME`), with their steps where those are strings. */
  readonly aliases: Known<readonly MixAlias[]>;
  readonly releases: Known<readonly Release[]>;
  readonly defaultRelease: Known<string | null>;
  /** Archives of Mix that have to be installed, with what their versions have to meet. */
  readonly archives: Known<readonly MixArchive[]>;
  /** Whether there is `escript:`. */
  readonly escript: boolean;
  /** `elixirc_options: [warnings_as_errors: true]` */
  readonly warningsAsErrors: Known<boolean>;
  readonly declaredDeps: Known<readonly DeclaredDep[]>;
  readonly about: About;
}

/** What a project says of itself, for people. */
export interface About {
  readonly description: Known<string | null>;
  readonly homepage: Known<string | null>;
  /** SPDX identifiers, most often. */
  readonly licenses: Known<readonly string[]>;
}

export interface MixArchive {
  readonly name: string;
  readonly requirement: Known<string>;
}

export interface MixAlias {
  readonly name: string;
  readonly steps: readonly Known<string>[];
}

export interface Release {
  readonly name: string;
  /** For umbrellas: the applications it names; null = all. */
  readonly applications: Known<readonly string[] | null>;
  readonly version: Known<string | null>;
  /** What `mix release` does: names of atoms, "a function" for others. */
  readonly steps: Known<readonly string[]>;
}

/** A tuple of `deps` in mix.exs. */
export interface DeclaredDep {
  readonly app: string;
  readonly place: Place;
  readonly requirement: Known<string | null>;
  readonly only: Known<readonly string[] | null>;
  readonly env: Known<string | null>;
  readonly targets: Known<readonly string[] | null>;
  readonly optional: Known<boolean>;
  readonly override: Known<boolean>;
  readonly runtime: Known<boolean>;
  /** false, true, or a shell command (`compile: "make"`). */
  readonly compile: Known<boolean | string>;
  /** `app: false` means that it is no OTP application; a string names another .app file. */
  readonly appOption: Known<boolean | string>;
  readonly manager: Known<string | null>;
  readonly inUmbrella: Known<boolean>;
  /** As written, relative to the mix.exs that names it. */
  readonly path: Known<string | null>;
  /** The URL; `github: "a/b"` is given as https://github.com/a/b.git, as Mix does. */
  readonly git: Known<string | null>;
  readonly ref: Known<string | null>;
  readonly branch: Known<string | null>;
  readonly tag: Known<string | null>;
  readonly submodules: Known<boolean>;
  readonly sparse: Known<string | null>;
  readonly subdir: Known<string | null>;
  /** Commits that git fetches; since Elixir 1.17. Nix fetches the one commit in any case. */
  readonly depth: Known<number | null>;
  /** The package's name on its repository, `hex:`. */
  readonly hex: Known<string | null>;
  readonly repo: Known<string | null>;
  readonly organization: Known<string | null>;
  readonly systemEnv: Known<Readonly<Record<string, string>>>;
}

export type Builder = "mix" | "rebar3" | "erlang.mk" | "make" | "none";

export type DependencySource =
  | {
      readonly kind: "hex";
      readonly package: string;
      readonly version: string;
      readonly repo: string;
      readonly innerChecksum: string | null;
      readonly outerChecksum: string | null;
      /** The lock does not have it: it is that of the archive with the inner one. */
      readonly lookedUp?: boolean;
    }
  | {
      readonly kind: "git";
      readonly url: string;
      readonly rev: string;
      readonly branch: string | null;
      readonly tag: string | null;
      /** As mix.exs has it, most often a commit; none of the three where the repository's HEAD was taken. */
      readonly ref: string | null;
      readonly submodules: boolean;
      readonly sparse: string | null;
      readonly subdir: string | null;
    }
  | { readonly kind: "path"; readonly path: string; readonly inUmbrella: boolean };

/**
 * A dependency: of the lock, in its order (those that the chosen environment does not need have `inProd` false), then path
 * dependencies and umbrella children.
 */
export interface Dependency {
  readonly app: string;
  readonly source: DependencySource;
  readonly builder: Known<Builder>;
  /** Applications among the closure that it needs built first, in the lock's order, optional ones that are present included. */
  readonly requires: readonly string[];
  /** Whether the chosen environment needs it. */
  readonly inProd: Known<boolean>;
  /** `app: false` and `compile: false`: its files are placed, nothing is built. */
  readonly sourceOnly: boolean;
  /** The place in mix.lock or mix.exs that it comes from. */
  readonly place: Place;
}

/** Something that a dependency reads beside its own folder while it is compiled. */
export interface Beside {
  readonly app: string;
  /** Its name there, as deps/ or the dependency's repository has it. */
  readonly name: string;
  /** The folder or file of the dependency's own repository; null = the dependency of that name. */
  readonly path: string | null;
}

/** What makes a module load its library; "load_nif" where its own code does. */
export type NifMacro = "Rustler" | "RustlerPrecompiled" | "load_nif";

/** A module that loads a Rust library. Values are those with no environment variable set; `env` names those that would change them. */
export interface NifModule {
  /** The Mix project (folder relative to this one) that compiles it. */
  readonly project: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without the Elixir. prefix. */
  readonly module: string;
  readonly macro: NifMacro;
  readonly otpApp: Known<string>;
  readonly crate: Known<string>;
  /** The crate's folder, relative to `project` as Rustler reads it. */
  readonly path: Known<string>;
  /** Cargo.toml of the crate, relative to the project nif2nix runs in; null where there is none. */
  readonly manifest: Known<string | null>;
  /** The Cargo.lock that cargo really uses (the workspace root's where the crate is a member); null where there is none. */
  readonly cargoLock: Known<string | null>;
  readonly features: Known<readonly string[]>;
  readonly defaultFeatures: Known<boolean>;
  readonly mode: Known<string>;
  readonly target: Known<string | null>;
  /** Application and path, as Rustler's load_from; null = not set anywhere, Rustler's default holds. */
  readonly loadFrom: Known<readonly [string, string] | null>;
  readonly skipCompilation: Known<boolean>;
  /** `lib: false` builds binaries only: no library. */
  readonly lib: Known<boolean>;
  /** What `cargo: {:rustup, version}` asks for; null or absent = Rustler takes the cargo that there is. */
  readonly rustup?: Known<ToolchainRequest | null>;
  /** Environment for cargo, the `env:` option. */
  readonly env: Known<readonly (readonly [string, string])[]>;
  /** RustlerPrecompiled only; null otherwise. */
  readonly version: Known<string | null>;
  readonly baseUrl: Known<string | null>;
  /** Where `base_url` is {Module, :function}: the module's full name and the function's. `baseUrl` is Unknown then. */
  readonly baseUrlFunction?: readonly [string, string] | null;
  readonly targets: Known<readonly string[] | null>;
  readonly nifVersions: Known<readonly string[] | null>;
  readonly forceBuild: Known<boolean | null>;
  readonly variants: Known<Readonly<Record<string, readonly string[]>> | null>;
  /** Environment variables that would change one of the values, sorted. */
  readonly variables: readonly string[];
  /** Options that the application's configuration sets, and where it does; absent where it sets none. */
  readonly configured?: { readonly options: readonly string[]; readonly place: Place };
  /** What it is on each system, where that differs: the fields above that do are Unknown. null = it loads nothing there. */
  readonly onSystems?: Readonly<Record<System, NifModule | null>>;
}

/** A build script that fetches from the network. */
export interface BuildScript {
  /** The crates or programs by which it does. */
  readonly by: readonly string[];
  /** Environment variables that it reads, any of which may name what is there already. */
  readonly variables: readonly string[];
  readonly place: Place;
}

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
