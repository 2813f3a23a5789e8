import { itemKey } from "../../elixir/eval/values/keyword-list.ts";
import { atom, emptyList, list, no, pair, str, yes } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";

/** What Mix.Project.config() answers without a project (lib/mix/project.ex, default_config/0). */
export const defaultConfig = list([
  pair("aliases", emptyList),
  pair("build_per_environment", yes),
  pair("build_scm", atom("Elixir.Mix.SCM.Path")),
  pair("config_path", str("config/config.exs")),
  pair("consolidate_protocols", yes),
  pair("deps", emptyList),
  pair("deps_path", str("deps")),
  pair("elixirc_paths", list([str("lib")])),
  pair("erlc_paths", list([str("src")])),
  pair("erlc_include_path", str("include")),
  pair("erlc_options", emptyList),
  pair("lockfile", str("mix.lock")),
  pair("start_permanent", no),
]);

/** The defaults with what project/0 answers over them, as Keyword.merge/2. */
export function mergedConfig(project: Value): Value {
  if (project.t !== "list") return project;
  const own = new Set(project.items.map((item) => itemKey(item)));
  const defaults = defaultConfig.items.filter((item) => !own.has(itemKey(item)));
  if (project.open === undefined) return list([...defaults, ...project.items]);
  // Any default may be overridden by what is not known, so none is sure.
  return project;
}
