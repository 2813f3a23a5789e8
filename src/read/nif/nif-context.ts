import type { Scope } from "../../diagnostics/scope.ts";
import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { Lock } from "../../model/lock.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { isInside } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { ProjectConfig } from "../mix/config.ts";
import type { MixContext } from "../mix/loaded-project.ts";
import type { MixReading } from "../mix/read-mix.ts";

/** The folder of the crate, and the library without its suffix where that is not left to the code; relative to the folder of mix.exs. */
export type LoaderSettings = Readonly<Record<string, { readonly crate: string; readonly loads: string | null }>>;

/** What finding NIF modules needs to know of the project: everything is already read. */
export interface NifContext extends Scope {
  /** The chosen environment: "prod", "dev", "test"... */
  readonly mixEnv: string;
  /** This project (for an umbrella its root, which compiles nothing), umbrella children, path dependencies inside `limit`. */
  readonly projects: readonly MixProject[];
  /**
   * A new evaluator for one project's sources: Mix.env(), Mix.Project.config(), the working directory and the
   * application environment (Application.compile_env and friends) are that project's. Files of another project need another one.
   */
  newEvaluator(project: MixProject): Evaluator;
  /** What config/config.exs and its imports set; for an umbrella the root's. */
  readonly config: ProjectConfig;
  /** What project/0 of the project answers, as given to its evaluator; undefined where it could not be read. */
  projectConfig(project: MixProject): Value | undefined;
  /** mix.lock; empty where there is none. */
  readonly lock: Lock;
  /** Whether a dependency is compiled before the projects' modules; undefined where that is not known. */
  hasDependency(app: string): boolean | undefined;
  /** Environment variables that the build is given. */
  readonly env?: Readonly<Record<string, string>>;
  /** By module: what the settings say of those that call :erlang.load_nif/2 themselves. */
  readonly loaders?: LoaderSettings;
  /** Modules that the settings leave out: they are known by name, and nothing is asked of their options or crates. */
  readonly skipped?: ReadonlySet<string>;
}

/** The projects whose sources are compiled from this tree, each once, and how to evaluate them. */
export function nifContext(
  reading: MixReading,
  { project, limit, fs, diagnostics, mixEnv }: MixContext,
  settings: Pick<NifContext, "env" | "loaders" | "skipped">,
): NifContext {
  const inside = [reading.own, ...reading.apps, ...reading.local].filter(({ folder }) => isInside(limit, folder));
  const loaded = new Map(inside.toReversed().map((one) => [one.folder, one]));
  const byMix = new Map(inside.filter((one) => loaded.get(one.folder) === one).map((one) => [one.mix, one]));
  return {
    project,
    limit,
    mixEnv,
    projects: [...byMix.keys()],
    newEvaluator: (mix) => reading.evaluatorFor(byMix.get(mix) ?? reading.own),
    projectConfig: (mix) => byMix.get(mix)?.config,
    config: reading.config,
    lock: reading.lock,
    hasDependency: (app) => hasDependency(reading, app),
    ...settings,
    diagnostics,
    fs,
  };
}

/** A project whose list of dependencies is not known may have any. */
function hasDependency({ own, apps, local, dependencies }: MixReading, app: string): boolean | undefined {
  const needed = dependencies.find((dependency) => dependency.app === app)?.inProd ?? false;
  if (isUnknown(needed)) return undefined;
  return needed || ([own, ...apps, ...local].every(({ deps }) => deps.complete) ? false : undefined);
}
