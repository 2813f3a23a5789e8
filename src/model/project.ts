import type { Assets, FrontEnd, NodeRequest } from "./assets.ts";
import type { BeamRequests } from "./beam.ts";
import type { BuildFiles } from "./build-files.ts";
import type { AppConfiguration } from "./configuration.ts";
import type { Crate, CrateProgram } from "./crate.ts";
import type { Dependency, Beside } from "./dependency.ts";
import type { MachineNeeds } from "./machine.ts";
import type { OwnMake } from "./make.ts";
import type { MixProject } from "./mix-project.ts";
import type { DependencyNatives, NamedData, PublishedArtifacts } from "./natives.ts";
import type { NifModule } from "./nif-module.ts";
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
