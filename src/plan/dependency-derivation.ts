import type { Builder } from "../model/dependency.ts";
import type { Checkout, MakeArtifacts } from "../model/make.ts";
import type { System } from "../model/systems.ts";
import type { FilesByTarget, SourceFolder } from "../recipes/recipe.ts";
import type { JoinedInputs } from "../recipes/recipes-for.ts";
import type { FetchedSource } from "./fetched-source.ts";
import type { PrecompiledModule } from "./nif-placement.ts";

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
  /** The systems on which it is so; null = all. */
  readonly systems: readonly System[] | null;
  /** `otp_app`; null where Rustler is not involved, so that nothing is configured. */
  readonly configApp: string | null;
  readonly loadApp: string;
  readonly library: string | null;
  readonly crate: string | null;
  readonly precompiled: PrecompiledModule | null;
}
