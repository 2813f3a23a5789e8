import type { Evaluator, ModuleInfo } from "../../elixir/eval/api.ts";
import { unknownValue } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import type { Place } from "../../model/source.ts";
import { isUnknown, unknown } from "../../model/unknown.ts";
import { defaultConfig, mergedConfig } from "./default-config.ts";
import { dependencyList } from "./dependency-list.ts";
import { keywordGet } from "./keyword-get.ts";
import { atom, field, listOf } from "./known.ts";
import type { DependencyList, LoadedProject, MixContext } from "./loaded-project.ts";
import { mixProject } from "./mix-project.ts";
import { raisingPart } from "./raising-part.ts";

/**
 * Reads the mix.exs of a folder as Mix sees it in an environment; undefined where there is none. What cannot be known
 * is Unknown and, where it matters, reported with what is assumed instead.
 * @param folder absolute.
 * @param umbrella the project that it is a child of: its modules are loaded before, and a child's mix.exs may call them.
 */
export function readMixProject(
  folder: string,
  mixEnv: string,
  context: MixContext,
  umbrella?: LoadedProject,
): LoadedProject | undefined {
  const file = joinPath(folder, "mix.exs");
  const evaluator = context.newEvaluator(folder, mixEnv);
  evaluator.setProjectConfig(defaultConfig);
  // Mix loads config/*.exs after mix.exs.
  evaluator.setApplicationEnv(() => undefined);
  evaluator.onMissingModule((module) =>
    umbrella?.modules.includes(module) ? joinPath(umbrella.folder, "mix.exs") : undefined,
  );
  const result = evaluator.evalFile(file);
  if (result === undefined) return undefined;

  const start: Place = { file: relativePath(context.project, file), line: 1, column: 1 };
  if (result.raised !== undefined) {
    context.diagnostics.report("mix-exs-raises", result.raised.place, { why: result.raised.why });
  }
  const module = projectModule(result.modules);
  if (module === undefined) context.diagnostics.report("no-mix-project", start);
  const place = module?.place ?? start;
  const project = callProject(module, evaluator, place);
  const stops = result.raised === undefined && project.t === "list" ? raisingPart(project) : undefined;
  if (stops !== undefined) context.diagnostics.report("mix-exs-raises", stops.place, { why: stops.why });
  const path = relativePath(context.project, folder);
  const config = mergedConfig(project);
  const fields = mixProject(path, place, project);
  const modules = result.modules.map(({ name }) => name);
  if (project.t === "unknown") {
    if (module !== undefined) context.diagnostics.report("project-unknown", place, { why: project.why });
    const deps: DependencyList = { certain: [], possible: [], alternatives: new Map(), complete: false };
    return {
      folder,
      mixEnv,
      mix: { ...fields, declaredDeps: unknown(project.why) },
      deps,
      config,
      modules,
      apps: null,
    };
  }
  reportUnknownFields(fields, place, context);
  const list = keywordGet(project, "deps");
  const deps = dependencyList(list, place, context.diagnostics);
  const declaredDeps = list?.t === "unknown" ? unknown(list.why) : deps.certain;
  const apps = field(keywordGet(project, "apps"), listOf(atom), "a list of atoms", null);
  return { folder, mixEnv, mix: { ...fields, declaredDeps }, deps, config, modules, apps };
}

/** Of several modules that use Mix.Project the last one defined is the project, as Mix pushes each after compiling it. */
function projectModule(modules: readonly ModuleInfo[]): ModuleInfo | undefined {
  return modules.findLast((module) => module.uses.some((use) => use.used === "Elixir.Mix.Project"));
}

function callProject(module: ModuleInfo | undefined, evaluator: Evaluator, place: Place): Value {
  if (module === undefined) return unknownValue("there is no project module", place);
  if (!module.defines("project", 0)) return unknownValue("the module has no function project/0", place);
  const value = evaluator.call(module.name, "project", []);
  return value.t === "list" || value.t === "unknown" ? value : unknownValue("it is no keyword list", place);
}

/** Fields that others go on with, and what they take instead. The version is reported by whoever needs one. */
const ASSUMED: readonly (readonly [keyof MixProject, string, string])[] = [
  ["app", "app", "unnamed"],
  ["appsPath", "apps_path", "absent: no umbrella"],
  ["configPath", "config_path", '"config/config.exs"'],
  ["depsPath", "deps_path", '"deps"'],
  ["lockfile", "lockfile", '"mix.lock"'],
  ["elixircPaths", "elixirc_paths", '["lib"]'],
  ["releases", "releases", "absent"],
];

function reportUnknownFields(fields: Partial<MixProject>, place: Place, context: MixContext): void {
  for (const [name, key, assumed] of ASSUMED) {
    const value = fields[name];
    if (!isUnknown(value)) continue;
    context.diagnostics.report("project-field-unknown", place, { field: key, why: value.unknown, assumed });
  }
}
