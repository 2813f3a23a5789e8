import type { Comparison } from "../elixir/version/requirement.ts";
import type { NodeLink, NodeManager, NodeSource, NodeSystems } from "../model/assets.ts";
import type { Checkout, MakeArtifacts } from "../model/make.ts";
import type { Builder, DependencySource } from "../model/project.ts";
import type { PerSystem, System } from "../model/systems.ts";
import type { ToolchainRequest } from "../model/toolchain.ts";
import type { EnvValue, FilesByTarget, SourceFolder } from "../recipes/recipe.ts";
import type { JoinedInputs } from "../recipes/recipes-for.ts";
import type { CheckName, OutputName, RustBuilder, Style } from "../settings/settings.ts";

/**
 * What is built, from what, in which order and under which name: everything that the Nix files say, and nothing about
 * how they say it. Every value here is known; what was not has become a diagnostic before.
 * Paths are relative with `/` separators, "." for the folder itself.
 */
export interface BuildPlan {
  readonly package: PackagePlan;
  readonly beam: BeamPlan;
  readonly rust: RustBuilder;
  readonly crates: readonly CrateDerivation[];
  /** The project's own NIF modules (and those of its umbrella children and path dependencies). */
  readonly nifs: readonly NifPlacement[];
  readonly deps: readonly DependencyDerivation[];
  /** Lines of configuration by application, of those that dependencies read. */
  readonly configuration: Readonly<Record<string, readonly string[]>>;
  /** NIF modules inside dependencies. */
  readonly natives: readonly DependencyNifs[];
  readonly style: Style;
  /** What flake.nix offers beside the releases, their check and the shell. */
  readonly outputs: readonly OutputName[];
  /** Archives of the project's NIFs for its users; empty where nobody asks for them. */
  readonly artifacts: readonly ArtifactPlan[];
  /** The same of what make builds. */
  readonly madeArtifacts: readonly MadeArtifactPlan[];
  /** What is checked beside whether the release can start; null = nothing. */
  readonly checks: ChecksPlan | null;
  readonly run: RunPlan;
  /** What elixir_make builds of the project itself; null = nothing. */
  readonly make: OwnMakePlan | null;
  /** Crates whose programs compilers of the project have cargo build. */
  readonly programs: readonly ProgramPlacement[];
  /** Web assets, built after the code is compiled. */
  readonly assets: readonly AssetsPlan[];
  /** Front ends, built before them. */
  readonly frontEnds: readonly FrontEndPlan[];
  /** Mix tasks with their arguments that run after them. */
  readonly tasks: readonly string[];
  /** What these need of Node; null = nothing. */
  readonly node: NodePlan | null;
  /** Packages of nixpkgs that dependencies call in development, on Linux alone. */
  readonly linuxShell: readonly string[];
}

/** What is published of one module, as RustlerPrecompiled looks for it. */
export interface ArtifactPlan extends Pick<ArtifactNames, "basename" | "version" | "variants"> {
  readonly module: string;
  /** `attr` of the crate. */
  readonly crate: string;
  /** What the crate is built with for each NIF version. */
  readonly nifVersions: Readonly<Record<string, Pick<CrateDerivation, "features" | "defaultFeatures">>>;
}

/** What is published of one application that make builds, as elixir_make looks for it. */
export interface MadeArtifactPlan {
  readonly app: string;
  /** The folder of its mix.exs, relative to the Mix project that is built. */
  readonly directory: string;
  /** null = one archive: for that of the BEAM that builds, or of programs. */
  readonly nifVersions: readonly string[] | null;
}

export interface ChecksPlan {
  readonly mix: readonly MixCheck[];
  readonly cargo: readonly ("cargo-test" | "clippy")[];
  /** The environments of Mix that they run in. */
  readonly environments: readonly CheckEnvironment[];
  /** `attr` of the crates that no release has. */
  readonly crates: readonly string[];
  /** What the tables of types are made of that dialyzer reads; of the project no code. Relative to the root. */
  readonly plt: Pick<PackagePlan, "projects" | "sources">;
}

/** An environment with the plan of a release in it, which is not built. */
export interface CheckEnvironment {
  readonly env: string;
  /** Its `nifs` are those of the release, then `added`. */
  readonly plan: BuildPlan;
  /** NIF modules of the project that no release has: those of test/support, and of path dependencies. */
  readonly added: readonly NifPlacement[];
}

/** A task of Mix, in one of those environments. */
export interface MixCheck {
  readonly name: Exclude<CheckName, "cargo-test" | "clippy">;
  readonly env: string;
}

/** What a machine gives a release that it runs. */
export interface RunPlan {
  /** Expression of Elixir that migrates the databases; null where none is known, or several. */
  readonly migrate: string | null;
  readonly environment: Readonly<Record<string, string>>;
  /** Names of variables without which config/runtime.exs stops. */
  readonly required: readonly string[];
}

/** The Erlang/OTP and Elixir that build the project and are in its shell. */
export interface BeamPlan {
  /** "27"; null = the package set's default. */
  readonly erlang: string | null;
  /** "1.18"; null = the package set's default for that Erlang. */
  readonly elixir: string | null;
  /** For people: what asks for it. */
  readonly erlangWhy: string;
  readonly elixirWhy: string;
  /** What `elixir:` asks for that not every Elixir of nixpkgs meets; whoever builds may have another nixpkgs than was thought of. */
  readonly needs: readonly ElixirNeed[];
}

export interface ElixirNeed {
  /** For people: `mix.exs:7 asks for Elixir ~> 1.19`. */
  readonly asked: string;
  readonly conditions: readonly (readonly Comparison[])[];
}

/** A plan, and those of the environments that its checks run in. */
export const everyPlan = <T extends Partial<Pick<BuildPlan, "checks">>>(plan: T): readonly (T | BuildPlan)[] => [
  plan,
  ...(plan.checks?.environments ?? []).map((each) => each.plan),
];

/** Whether crane builds a crate. */
export const needsCrane = ({ crates }: Pick<BuildPlan, "crates">): boolean =>
  crates.some(({ builder }) => builder === "crane");

/** What the release's own build is given for elixir_make. */
export interface OwnMakePlan {
  readonly inputs: JoinedInputs;
  /** Applications with a precompiler of elixir_make, which are told to compile. */
  readonly forced: readonly string[];
  /** Put in place before the build. */
  readonly checkouts: readonly Checkout[];
  /** Scripts that are run by their first line, relative to the project. */
  readonly scripts: readonly string[];
  /** Of beamPackages: what rebar3 builds path dependencies with. */
  readonly rebarPlugins: readonly string[];
}

export interface AssetsPlan {
  /** Folder of the Mix project, relative to the one that is built. */
  readonly directory: string;
  /** The Mix task or alias. */
  readonly task: string;
  readonly tools: readonly AssetTool[];
}

export interface FrontEndPlan {
  /** Relative to the Mix project that is built. */
  readonly directory: string;
  /** Commands of a shell. */
  readonly commands: readonly string[];
}

export interface NodePlan {
  /** The attribute of nixpkgs: "nodejs_22", or "nodejs" for its default. */
  readonly package: string;
  /** Package managers besides npm, which comes with Node. */
  readonly managers: readonly Exclude<NodeManager, "npm">[];
  readonly modules: readonly NodeModulesPlan[];
}

/** The node_modules of one lock file. Paths are relative to `base`, except where they say otherwise. */
export interface NodeModulesPlan {
  /** The folder that holds all of them, relative to the Mix project: that itself, or one above it for a front end beside it. */
  readonly base: string;
  /** The folders named node_modules, none inside another. */
  readonly folders: readonly string[];
  /** Mix dependencies that packages link to or that hold node_modules: they must be writable copies in deps/. */
  readonly dependencies: readonly string[];
  readonly packages: readonly NodePackagePlan[];
  readonly links: readonly NodeLink[];
  readonly copies: readonly NodeLink[];
}

export interface NodePackagePlan {
  readonly paths: readonly string[];
  /** A file's path is as seen from nix/. */
  readonly source: NodeSource;
  readonly systems: NodeSystems | null;
  readonly optional: boolean;
  readonly patchFromNix: string | null;
}

/** `config :app, path: "${package}${path}"` keeps an application from downloading its tool. */
export interface AssetTool {
  readonly app: string;
  readonly package: string;
  readonly path: string;
}

/** What joins it all. */
export interface PackagePlan {
  /** One or more; the first is the default. */
  readonly releases: readonly ReleasePlan[];
  readonly about: AboutPlan;
  /** MIX_ENV */
  readonly mixEnv: string;
  /** The folder that holds everything the build reads, as seen from the folder nix/: "../.", "../../." */
  readonly rootFromNix: string;
  /** The Mix project's folder, seen from that root. */
  readonly directory: string;
  /** Folders of Mix projects, relative to the root, of which the release takes what Mix reads in each. */
  readonly projects: readonly string[];
  /** What of the root the release is built from besides, files and folders relative to it. */
  readonly sources: readonly string[];
  /** What of these it does not read. */
  readonly except: readonly string[];
  /** mix.lock, relative to the Mix project; null where there is none. */
  readonly lockFile: string | null;
  /** Applications that it names and that the release is built without: what changes of those is no change of the build. */
  readonly lockedElsewhere: readonly string[];
  /** The configuration file of the build, relative to the Mix project. */
  readonly configPath: string;
  /** The folder of that file, relative to the root. */
  readonly configFolder: string;
  /** The configuration that dependencies are compiled with, files or folders relative to the root. */
  readonly configFiles: readonly string[];
  /** Whether a release reads configuration when it starts. */
  readonly readsConfigAtStart: boolean;
  /** Environment variables of the release's build. */
  readonly env: Readonly<Record<string, string>>;
  /** Those of them that the configuration is read with where dependencies are built. */
  readonly configEnv: Readonly<Record<string, string>>;
  /** Bytes that the release and all that it needs may take; null = any number. */
  readonly maxClosureSize: number | null;
  /** Versions of the archives of Mix that have to be there, by their names. */
  readonly archives: Readonly<Record<string, string>>;
  /** Attribute paths of the package set, whose programs the release has in its PATH. */
  readonly path: readonly string[];
  /** What the shell has in place of the package set's Rust: that of the first crate of the project that asks for one. */
  readonly toolchain: ToolchainRequest | null;
  /** The rust-toolchain file that says so, relative to the Mix project; null where the settings do. */
  readonly toolchainFile: string | null;
}

/** What `meta` of every release says. */
export interface AboutPlan {
  readonly description: string | null;
  readonly homepage: string | null;
  /** SPDX identifiers, most often. */
  readonly licenses: readonly string[];
}

export interface ReleasePlan {
  readonly pname: string;
  readonly version: string;
  /** Name given to `mix release`; null = the project has one release, named after its application. */
  readonly releaseName: string | null;
  /** Where mix.exs does not define it: the applications that it is made of. */
  readonly applications: readonly string[] | null;
  /** NIF modules of the project and of its dependencies that are not in it. */
  readonly without: readonly string[];
}

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

export type FetchedSource =
  | (DependencySource & {
      readonly kind: "git";
      /** The folder of the repository that is the dependency; null = all of it. */
      readonly folder: string | null;
      /** Of its files, in SRI form; null = the commit alone says which they are. */
      readonly hash: string | null;
    })
  | (DependencySource & {
      readonly kind: "hex";
      /** null = the public hexpm, which nixpkgs knows. */
      readonly repository: PrivateRepository | null;
    });

export interface PrivateRepository {
  /** Tarballs lie under tarballs/. */
  readonly url: string;
  /** The environment variable that holds the key where Nix builds. */
  readonly keyVariable: string;
}

/** How one NIF module finds its library in the release. */
export interface NifPlacement {
  /** Without the Elixir. prefix. */
  readonly module: string;
  /** The systems on which it is so; null = all. */
  readonly systems: readonly System[] | null;
  /** The application under which Rustler looks its configuration up: `otp_app`; null where Rustler is not involved. */
  readonly configApp: string | null;
  /** `attr` of the crate; null where only binaries are built. */
  readonly crate: string | null;
  /** Application and path of `load_from`, without the file's suffix. */
  readonly loadApp: string;
  readonly library: string | null;
  /**
   * Folder of the Mix project of `loadApp`, relative to the Mix project that is built; for `artifact` of the one that
   * compiles the module.
   */
  readonly directory: string;
  /** Where RustlerPrecompiled is given the crate as an artifact: what it makes its name of. null = Rustler is told where the library lies. */
  readonly artifact: ArtifactNames | null;
  /** Where RustlerPrecompiled is given its published library. */
  readonly published: PrecompiledModule | null;
}

/** What cargo finds done where it is called. */
export interface ProgramPlacement {
  /** The crate's folder, relative to the Mix project that is built, and that of its workspace, where target/ lies. */
  readonly directory: string;
  readonly workspace: string;
  /** `attr` of the crate. */
  readonly crate: string;
}

export interface DependencyDerivation {
  readonly app: string;
  readonly version: string;
  readonly source: FetchedSource;
  readonly builder: Builder;
  readonly requires: readonly string[];
  readonly sourceOnly: boolean;
  /** The project's configuration is given to the build: it configures this application or one that it is built on. */
  readonly configured: boolean;
  /** The applications whose configuration that is; null = all of it. */
  readonly reads: readonly string[] | null;
  /** What lies beside its sources while it is compiled, by its name there. */
  readonly beside: readonly BesideSource[];
  /** One derivation compiles it with others; those with a configuration are in one of their own. */
  readonly together: boolean;
}

/** Sources of a dependency, named after it, or of a folder of the own repository. */
export interface BesideSource {
  readonly name: string;
  /** null = those of the dependency of that name. */
  readonly source: FetchedSource | null;
}

/**
 * How a dependency's NIFs come to be: "rustler" is a plain `use Rustler`, "none" a package with other native parts only; the others are the ways of RustlerPrecompiled
 * (docs/dependencies.md).
 */
export type NifWay = "rustler" | "prebuilt" | "source" | "force" | "none";

/** Whether Rustler is told by configuration not to compile; Elixir compares that at boot with what the release has. */
export const isConfigured = (way: NifWay): boolean => way === "rustler" || way === "force";

export interface DependencyNifs {
  readonly app: string;
  readonly way: NifWay;
  readonly modules: readonly DependencyModule[];
  /** What its own build needs besides: C compilers' inputs, plugins of rebar3. */
  readonly inputs: JoinedInputs;
  /** Attribute names in the BEAM package set. */
  readonly buildPlugins: readonly string[];
  /** How elixir_make's library comes to be; null where the package has no precompiler of it. */
  readonly make: MakePlan | null;
  /** An archive that lies in elixir_make's cache before the build, under the name that its address ends in. */
  readonly cached: FilesByTarget | null;
  /** Put in place before the build. */
  readonly checkouts: readonly Checkout[];
  /** Files of its sources whose first line names an interpreter that is elsewhere in a build. */
  readonly scripts: readonly string[];
  readonly sourceFolders: readonly SourceFolder[];
}

/** The artifact that the package publishes, or its own sources, with elixir_make told to look for no artifact. */
export type MakePlan =
  | { readonly way: "prebuilt"; readonly artifacts: MakeArtifacts }
  | { readonly way: "source"; readonly app: string };

export interface DependencyModule {
  readonly module: string;
  /** `otp_app`; null where Rustler is not involved, so that nothing is configured. */
  readonly configApp: string | null;
  readonly loadApp: string;
  readonly library: string | null;
  readonly crate: string | null;
  readonly precompiled: PrecompiledModule | null;
}

/** What RustlerPrecompiled makes artifact names of. */
export interface ArtifactNames {
  readonly basename: string;
  readonly version: string;
  readonly nifVersions: readonly string[];
  /** Names of variants by target triple. */
  readonly variants: Readonly<Record<string, readonly string[]>>;
}

/** The same with addresses and hashes. */
export interface PrecompiledModule extends ArtifactNames {
  /** null where each artifact has an address of its own in `urls`. */
  readonly baseUrl: string | null;
  readonly urls: Readonly<Record<string, string>>;
  /** SHA-256, lower-case hex, by artifact name. */
  readonly checksums: Readonly<Record<string, string>>;
}
