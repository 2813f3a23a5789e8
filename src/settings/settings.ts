/** What `nif2nix.toml` and the command line's flags decide, with every default filled in. */
export interface Settings {
  /** Which builder makes the crates: crane (dependencies cached apart) or nixpkgs' rustPlatform (no further flake input). */
  readonly rust: RustBuilder;
  /** MIX_ENV of the build. */
  readonly mixEnv: string;
  /** Which of the project's releases is built; null = the project's default. */
  readonly release: string | null;
  /** What the release's build reads outside of the Mix project, relative to it; null = anything beside what it is known to need. */
  readonly include: readonly string[] | null;
  /** Whether each dependency is a derivation of its own, or all plain ones are compiled in one. */
  readonly dependencies: DependencyWay;
  /** Whether the release is called from a flake, from a default.nix with pins of npins, or is a package of nixpkgs. */
  readonly style: Style;
  /** What flake.nix offers beside the releases, their check and the shell. */
  readonly outputs: readonly OutputName[];
  /** What flake.nix checks beside whether the release can start. */
  readonly checks: readonly CheckName[];
  readonly build: BuildSettings;
  /** Commands of a shell that build front ends, by the folder in which they run, relative to the project. */
  readonly assets: Readonly<Record<string, readonly string[]>>;
  readonly run: RunSettings;
  readonly beam: BeamSettings;
  /** By module name, as in the source: `MyApp.Native`. */
  readonly nifs: Readonly<Record<string, NifSettings>>;
  /** By the application name of a dependency: how its NIF comes to be. */
  readonly packages: Readonly<Record<string, PackageSettings>>;
  /** By the name of a Hex repository, as mix.lock has it: "hexpm:org", "my_repo". */
  readonly repos: Readonly<Record<string, RepositorySettings>>;
  /** By the crate's package name in Cargo.toml. */
  readonly crates: Readonly<Record<string, CrateSettings>>;
}

export const outputNames = [
  "apps",
  "artifacts",
  "crates",
  "formatter",
  "image",
  "module",
  "musl",
  "overlay",
  "update",
] as const;

/** Tasks of Mix and commands of cargo that a project is held to. */
export const checkNames = ["cargo-test", "clippy", "credo", "dialyzer", "format", "test"] as const;

export type CheckName = (typeof checkNames)[number];

export const dependencyWays = ["apart", "together"] as const;

export type DependencyWay = (typeof dependencyWays)[number];

/** Those that nif2nix.toml keeps, and the one that a package of nixpkgs is written in. */
export const keptStyles = ["flake", "default"] as const;

export const styles = [...keptStyles, "nixpkgs"] as const;

export type Style = (typeof styles)[number];

export type OutputName = (typeof outputNames)[number];

export type RustBuilder = "crane" | "rustPlatform";

/** The ways to have a dependency's precompiled NIF: its shipped file, its own sources, or a build that it is made to do. */
export type PackageWay = "prebuilt" | "source" | "force";

/** What the release's own build is given. */
export interface BuildSettings {
  readonly env: Readonly<Record<string, string>>;
  /** Attribute paths of nixpkgs; in addition to what is detected. */
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
  /** Folders of crates whose programs compilers of the project have cargo build, relative to the project. */
  readonly crates: readonly string[];
  /** Mix tasks with their arguments, run before the release is made. */
  readonly tasks: readonly string[];
  /** "22": the Node that builds web assets; "nixpkgs" for its default; null = what the project asks for. */
  readonly node: string | null;
}

export interface RunSettings {
  /** Attribute paths of nixpkgs, whose programs are in the release's PATH. */
  readonly path: readonly string[];
  /** "200MiB"; null = any size. */
  readonly maxClosureSize: string | null;
}

export interface BeamSettings {
  /** "27"; "nixpkgs" for its default; null = what the project asks for. */
  readonly erlang: string | null;
  /** "1.18"; likewise. */
  readonly elixir: string | null;
}

export interface NifSettings {
  /** Leave this module alone: no crate is built and nothing is configured for it. */
  readonly skip: boolean;
  /** null = what the module says. */
  readonly features: readonly string[] | null;
  readonly defaultFeatures: boolean | null;
  readonly mode: "release" | "debug" | null;
  /** Of a module that calls :erlang.load_nif itself: the folder of its crate; null = it is not built here. */
  readonly crate: string | null;
  /** The library that it loads, without the suffix, in the application's folder; null = as its code says. */
  readonly loads: string | null;
}

export interface RepositorySettings {
  /** null = unknown, unless it is an organisation of hex.pm. */
  readonly url: string | null;
  /** The environment variable of the build that holds the key. */
  readonly keyVariable: string | null;
}

export interface PackageSettings {
  /** null = chosen by what the package ships. */
  readonly way: PackageWay | null;
  /** Attribute paths of nixpkgs; in addition to what is detected. */
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Of a Git dependency: the hash of its files at a commit. */
  readonly git: { readonly rev: string; readonly hash: string } | null;
  /** Git repositories that are put in place before the build, by the folder relative to the package. */
  readonly checkouts: Readonly<Record<string, { readonly url: string; readonly rev: string }>>;
  /** Files that are fetched before the build, by the environment variable that names them to it. */
  readonly downloads: Readonly<Record<string, { readonly url: string; readonly hash: string }>>;
}

/** What holds for a package of which nothing is said. */
export const defaultPackage: PackageSettings = {
  way: null,
  nativeBuildInputs: [],
  buildInputs: [],
  env: {},
  git: null,
  checkouts: {},
  downloads: {},
};

export interface CrateSettings {
  /** Attribute paths of nixpkgs, `pkg-config` or `llvmPackages.libclang`; in addition to what is detected. */
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Hashes of git crates, by `name-version` as rustPlatform's `cargoLock.outputHashes` wants them. */
  readonly outputHashes: Readonly<Record<string, string>>;
  /** A channel of rustup in place of what toolchain files say; "nixpkgs" for the Rust of nixpkgs; null = as they say. */
  readonly toolchain: string | null;
}

export const defaultSettings: Settings = {
  rust: "crane",
  mixEnv: "prod",
  release: null,
  include: null,
  dependencies: "apart",
  style: "flake",
  outputs: [],
  checks: [],
  build: { env: {}, nativeBuildInputs: [], buildInputs: [], crates: [], tasks: [], node: null },
  assets: {},
  run: { path: [], maxClosureSize: null },
  beam: { erlang: null, elixir: null },
  nifs: {},
  packages: {},
  repos: {},
  crates: {},
};

/** Where the settings lie, in the folder of mix.exs. */
export const SETTINGS_FILE = "nif2nix.toml";
