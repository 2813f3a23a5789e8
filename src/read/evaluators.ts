import { Diagnostics } from "../diagnostics/diagnostic.ts";
import type { Asking, EvalWorld, Evaluator, Platform } from "../elixir/eval/api.ts";
import { createEvaluator } from "../elixir/eval/evaluator.ts";
import { isInside, parentPath } from "../model/paths.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import { recordingReads } from "./build-files/recording-reads.ts";
import type { MixContext } from "./mix/loaded-project.ts";
import type { ToolVersions } from "./mix/tool-versions.ts";
import type { SourceTree } from "./sources/source-tree.ts";

/** Enough for the largest mix.exs by far, and a moment's work. */
const MAX_STEPS = 2_000_000;

/** What an evaluator takes before it does anything, as steps: hundreds of projects in one repository cost by their number. */
const EVALUATOR_STEPS = 5000;

export interface EvaluatorsOptions extends Pick<MixContext, "project" | "limit" | "mixEnv" | "target" | "ignoredBy"> {
  /** Environment variables that the build is given. */
  readonly env: Readonly<Record<string, string>>;
  readonly versions: ToolVersions;
  readonly parse: EvalWorld["parse"];
  /** Told of the steps that were taken, and for which file or folder. */
  spend(steps: number, path: string): void;
}

/** Evaluators for the code of one project and of its dependencies: what all of them share, and what they met. */
export interface Evaluators {
  /** What Mix's files are read with, seeing the given files, reporting to the given sink. On a platform nothing is noted. */
  contextOf(seen: Pick<MixContext, "fs" | "diagnostics">, platform?: Platform): MixContext;
  /** For a package in its folder of deps/, of which it sees all. */
  inPackage(folder: string, depsFolder: string, fs: ReadFileSystem): Evaluator;
  /** For the sources of a dependency, which it sees alone. */
  inSources(sources: SourcesEvaluated): Evaluator;
  /** What the project's own code asked of the machine. */
  readonly asked: readonly Asking[];
  /** Files that it read; absolute. */
  readonly read: ReadonlySet<string>;
  /** What code asked of the platform while it was not told; grows by what that of dependencies asks. */
  readonly askedPlatform: ReadonlySet<keyof Platform>;
}

interface SourcesEvaluated {
  readonly tree: SourceTree;
  readonly cwd: string;
  readonly mixEnv: string;
  readonly platform: Platform | undefined;
  /** Where they lie or would lie. */
  readonly depsFolder: string;
}

/** Makes evaluators; each starts with nothing known but what the options say. */
export function evaluators({ project, limit, mixEnv, target, ignoredBy, ...options }: EvaluatorsOptions): Evaluators {
  const { env, versions, parse, spend } = options;
  const asked: Asking[] = [];
  const read = new Set<string>();
  const askedPlatform = new Set<keyof Platform>();
  const shared = { mixTarget: target, ...versions, parse, maxSteps: MAX_STEPS };
  const onPlatform = (what: keyof Platform): void => void askedPlatform.add(what);
  return {
    contextOf: (seen, platform) => ({
      project,
      limit,
      mixEnv,
      target,
      ignoredBy,
      ...seen,
      newEvaluator: (folder, environment) => {
        spend(EVALUATOR_STEPS, folder);
        return createEvaluator({
          ...shared,
          limit: isInside(limit, folder) ? limit : folder,
          project,
          cwd: folder,
          mixEnv: environment,
          env,
          ...seen,
          fs: recordingReads(seen.fs, read),
          spend,
          ...(platform === undefined ? { onAsk: (asking) => asked.push(asking), onPlatform } : { platform }),
        });
      },
    }),
    inPackage: (folder, depsFolder, fs) => {
      spend(EVALUATOR_STEPS, folder);
      return createEvaluator({
        ...shared,
        fs,
        limit: isInside(limit, depsFolder) ? limit : parentPath(depsFolder),
        project,
        cwd: folder,
        mixEnv: "prod",
        diagnostics: new Diagnostics(),
        spend,
      });
    },
    inSources: ({ tree: { fs, folder }, cwd, mixEnv: environment, platform, depsFolder }) =>
      createEvaluator({
        ...shared,
        ...(platform === undefined ? { onPlatform } : { platform }),
        fs,
        limit: folder,
        project: folder,
        cwd,
        mixEnv: environment,
        diagnostics: new Diagnostics(),
        spend: (steps) => spend(steps, depsFolder),
      }),
    asked,
    read,
    askedPlatform,
  };
}
