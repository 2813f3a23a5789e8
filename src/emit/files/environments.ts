import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, binary, call, id, inherit, letIn, path, select, set, space, str, strings } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import { callsPart } from "../../plan/library-parts.ts";
import type { NifPlacement } from "../../plan/nif-placement.ts";
import { record } from "../inputs.ts";
import { hostPlatform, listOfSome } from "../on-systems.ts";
import { dependencyBindings } from "./dependency-nifs.ts";
import { nifConfig } from "./releases.ts";

/**
 * NIF modules of a project and of its dependencies.
 * @param own those of the project itself.
 * @param dependencies what nix/nifs.nix has of dependencies.
 */
export function modulesIn(
  { natives }: BuildPlan,
  own: Expr = id("modules"),
  dependencies: Expr = id("dependencies"),
): Expr {
  const inherited = modulesOf(natives, dependencies);
  return inherited === null ? own : binary("++", own, inherited);
}

const modulesOf = (natives: BuildPlan["natives"], dependencies: Expr): Expr | null =>
  natives.length === 0 ? null : call(select(id("nif2nix"), "modulesOf"), dependencies);

/** What the builders of dependencies are given: their NIFs, and the configuration. */
export function dependencyScope(
  plan: BuildPlan,
  mixEnv: string | null = null,
  own: Expr = id("modules"),
): readonly Binding[] {
  return [
    ...dependencyBindings(plan),
    ...(callsPart(plan, "mix-config")
      ? [space, bind("config", call(select(id("nif2nix"), "mixConfig"), configArguments(plan, own, mixEnv)))]
      : []),
    ...(callsPart(plan, "app-config") ? [space, bind("configOf", appConfig(plan))] : []),
  ];
}

/**
 * The same for environments of checks, where it is not that of the release.
 * @param placement what is said of a module that the release has not.
 */
export function environmentBindings(plan: BuildPlan, placement: (nif: NifPlacement) => Expr): readonly Binding[] {
  if (plan.checks === null) return [];
  const ofRelease = JSON.stringify(dependencyScope(plan));
  const environments = plan.checks.environments.flatMap(({ mixEnv, plan: other, added }) => {
    const own =
      added.length === 0
        ? []
        : [bind("allModules", binary("++", id("modules"), listOfSome(added, placement, hostPlatform)))];
    const scope = dependencyScope(
      other,
      mixEnv === plan.package.mixEnv ? null : mixEnv,
      added.length === 0 ? undefined : id("allModules"),
    );
    const bindings = [...own, ...(JSON.stringify(scope) === ofRelease ? [] : scope)].filter(
      (each) => each.kind !== "space",
    );
    if (bindings.length === 0) return [];
    const names = ["allModules", "dependencies", "config", "configOf"].filter((name) => isBound(bindings, name));
    return [bind([mixEnv], letIn(bindings, set([inherit(...names)])))];
  });
  return [
    space,
    bind("environments", set(environments), "What dependencies are built with in the environments of checks."),
  ];
}

const isBound = (bindings: readonly Binding[], name: string): boolean =>
  bindings.some((each) => each.kind === "bind" && each.path.join(".") === name);

/** Of what the configuration sets the part that a dependency can read, and where the libraries of dependencies lie. */
function appConfig(plan: BuildPlan): Expr {
  const inherited = modulesOf(plan.natives, id("dependencies"));
  const apps = Object.entries(plan.configuration).map(([app, lines]) => bind([app], strings(lines)));
  return call(
    select(id("nif2nix"), "appConfig"),
    set([bind("apps", set(apps)), ...configBinding(inherited === null ? [] : nifConfig(plan, inherited))]),
  );
}

const configBinding = (lines: readonly Expr[]): readonly Binding[] => lines.map((line) => bind("config", line));

function configArguments(plan: BuildPlan, own: Expr, mixEnv: string | null): Expr {
  const release = plan.package;
  return set([
    ...(mixEnv === null ? [] : [bind("mixEnv", str(mixEnv))]),
    bind("root", path(release.rootFromNix)),
    bind("sources", strings(release.configFiles)),
    bind("folder", str(release.configFolder)),
    bind("file", str(release.configPath.split("/").at(-1) ?? release.configPath)),
    ...record("env", release.configEnv),
    ...configBinding(nifConfig(plan, modulesIn(plan, own))),
  ]);
}
