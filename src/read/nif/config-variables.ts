import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import type { Evaluator } from "../../elixir/eval/api.ts";
import { atom, str, tuple } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import { variablesOf } from "../../elixir/eval/values/variables.ts";
import { joinPath } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";
import { lookUp } from "../../text/look-up.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { readConfig } from "../mix/config/read-config.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import type { NifContext } from "./nif-context.ts";

/** Environment variables that would change what the configuration sets for a key, or for a key of its keyword list. */
export type ConfigVariables = (app: string, key: string, inner?: string) => ReadonlySet<string>;

/**
 * The configuration is read with all environment variables unset, which leaves no trace of `config` calls that only a
 * variable brings about. So it is read once more, with variables that may be anything; on first use, and only where a
 * file asks for one.
 */
export function configVariables(context: NifContext): ConfigVariables {
  let second: ProjectConfig | undefined;
  return (app, key, inner) => {
    second ??= asksForVariables(context) ? readWithAnyVariables(context) : nothing;
    const whole = second.configFor(app, key);
    const value = whole === undefined || inner === undefined ? whole : keywordGet(whole, inner);
    return value === undefined ? new Set() : variablesOf(value);
  };
}

const nothing: ProjectConfig = {
  configFor: () => undefined,
  settingsOf: () => undefined,
  configuredApps: () => ({ apps: [], complete: true }),
  placeOf: () => undefined,
  files: [],
  hasRuntime: false,
  stoppedBy: new Set(),
};

function asksForVariables({ config, fs }: NifContext): boolean {
  return config.files.some((file) => /\bSystem\.(?:get|fetch)_env\b/.test(fs.readText(file) ?? ""));
}

function readWithAnyVariables(context: NifContext): ProjectConfig {
  const [project] = context.projects;
  if (project === undefined || isUnknown(project.configPath)) return nothing;
  const file = joinPath(context.project, project.path, project.configPath);
  const evaluator = context.newEvaluator(project);
  provideVariables(evaluator, context.env ?? {});
  return readConfig({
    project: context.project,
    file,
    mixEnv: context.mixEnv,
    target: "host",
    fs: context.fs,
    evaluator,
    diagnostics: new Diagnostics(),
  });
}

function provideVariables(evaluator: Evaluator, env: Readonly<Record<string, string>>): void {
  for (const [name, arity] of [
    ["get_env", 1],
    ["get_env", 2],
    ["fetch_env", 1],
    ["fetch_env!", 1],
  ] as const) {
    evaluator.provide("Elixir.System", name, arity, ([variable], site): Value => {
      const given = variable?.t === "str" ? lookUp(env, variable.v) : undefined;
      if (given !== undefined) return name === "fetch_env" ? tuple(atom("ok"), str(given)) : str(given);
      const unknown = { t: "unknown", why: "is an environment variable", place: site.place } as const;
      return variable?.t === "str" ? { ...unknown, variables: new Set([variable.v]) } : unknown;
    });
  }
}
