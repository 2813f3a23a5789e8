import type { Comparison } from "../elixir/version/requirement.ts";
import type { Checkout } from "../model/make.ts";
import type { ToolchainRequest } from "../model/toolchain.ts";
import type { JoinedInputs } from "../recipes/recipes-for.ts";
import type { CheckName, OutputName, RustBuilder, Style } from "../settings/settings.ts";
import type { CrateDerivation, ProgramPlacement } from "./crate-derivation.ts";
import type { DependencyDerivation, DependencyNifs } from "./dependency-derivation.ts";
import type { NifPlacement, ArtifactNames } from "./nif-placement.ts";
import type { AssetsPlan, FrontEndPlan, NodePlan } from "./web-assets.ts";

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
  readonly mixEnv: string;
  /** Its `nifs` are those of the release, then `added`. */
  readonly plan: BuildPlan;
  /** NIF modules of the project that no release has: those of test/support, and of path dependencies. */
  readonly added: readonly NifPlacement[];
}

/** A task of Mix, in one of those environments. */
export interface MixCheck {
  readonly name: Exclude<CheckName, "cargo-test" | "clippy">;
  readonly mixEnv: string;
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
