import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import { joinPath } from "../../model/paths.ts";
import type { LoadedProject, MixContext } from "./loaded-project.ts";

/**
 * An evaluator for a project's configuration and sources: Mix.Project.config() is the project's, and the modules of its
 * mix.exs are there, because Mix loads that file before all others.
 * @param configured what Application.get_env and its relatives answer.
 */
export function evaluatorFor(
  { folder, mixEnv, config, modules }: LoadedProject,
  context: Pick<MixContext, "newEvaluator">,
  configured: (app: string, key: string) => Value | undefined,
): Evaluator {
  const evaluator = context.newEvaluator(folder, mixEnv);
  evaluator.setProjectConfig(config);
  evaluator.setApplicationEnv(configured);
  evaluator.onMissingModule((module) => (modules.includes(module) ? joinPath(folder, "mix.exs") : undefined));
  return evaluator;
}
