import type { Place } from "./source.ts";
import type { Known } from "./unknown.ts";

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
  /** What reads configuration when it starts, besides config/runtime.exs: modules, and the file that each is given. */
  readonly configProviders: Known<readonly string[]>;
  /** What `mix release` does: names of atoms and of captured functions, "a function" for others. */
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
