import type { Dependency } from "../model/dependency.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";

/** What a shell can export. */
const exportable = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Variables by name that mix.exs sets for the build of a dependency (`system_env:`). Mix 1.14 gives them to the programs that it
 * starts, as rebar3 and make, and not to its own compiler. Of an umbrella's applications the first that names any decides.
 */
export function systemEnv({ app, builder }: Dependency, { mix, apps }: Project): Readonly<Record<string, string>> {
  if (builder === "mix" || builder === "none") return {};
  const declared = [mix, ...apps]
    .flatMap((project) => knownOr(project.declaredDeps, []))
    .filter((dep) => dep.app === app)
    .map((dep) => Object.entries(knownOr(dep.systemEnv, {})))
    .find((entries) => entries.length > 0);
  return Object.fromEntries((declared ?? []).filter(([name]) => exportable.test(name)));
}
