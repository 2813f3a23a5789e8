import type { Scope } from "../../diagnostics/scope.ts";
import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { DeclaredDep, MixProject } from "../../model/mix-project.ts";
import type { Known } from "../../model/unknown.ts";
import type { WorkTree } from "../git/work-tree.ts";

/** What reading a mix.exs needs. */
export interface MixContext extends Scope {
  /** The environment that was chosen. */
  readonly mixEnv: string;
  readonly target: string;
  /** The rule by which git leaves out a file, where that is known; absolute. */
  readonly ignoredBy?: WorkTree["ignoredBy"] | undefined;
  /** A new evaluator whose working directory is `folder` (absolute), in an environment. */
  newEvaluator(folder: string, mixEnv: string): Evaluator;
}

/** A mix.exs that was read, with what only the reading stage needs to know of it. */
export interface LoadedProject {
  /** Absolute. */
  readonly folder: string;
  /** The environment it was read in; dependencies have their own, "prod" where nothing else is said. */
  readonly mixEnv: string;
  readonly mix: MixProject;
  readonly deps: DependencyList;
  /** What Mix.Project.config() answers in it. */
  readonly config: Value;
  /** Full names of the modules that its mix.exs defines: configuration and sources may call them, as Mix loads it first. */
  readonly modules: readonly string[];
  /** `apps:`, the children of an umbrella where it does not take all of them. */
  readonly apps: Known<readonly string[] | null>;
}

/** `deps:` as far as it is known. */
export interface DependencyList {
  readonly certain: readonly DeclaredDep[];
  /** Declared or not, depending on something that is not known; of one application there may be several. */
  readonly possible: readonly DeclaredDep[];
  /** Of those that are one of several things by a condition that is not known: all of them. What is not known of such a one is not reported yet. */
  readonly alternatives: ReadonlyMap<DeclaredDep, readonly DeclaredDep[]>;
  /** False where there may be others, too. */
  readonly complete: boolean;
}
