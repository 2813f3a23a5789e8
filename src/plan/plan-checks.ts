import { isInside, joinPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import type { CheckName } from "../settings/settings.ts";
import type { BuildPlan, ChecksPlan, CrateDerivation, DependencyModule, MixCheck } from "./build-plan.ts";

/** A check by a task of Mix. */
interface TaskOfMix {
  /** With its arguments. */
  readonly task: string;
  /** Those of Mix's environments that it may run in, the usual one first. */
  readonly environments: readonly [string, ...string[]];
  /** The dependency that has the task; null where it is Mix's own. */
  readonly package: string | null;
  /** Whether it looks at compiled code. */
  readonly compiles: boolean;
}

/** The environments are those that the tools' own documentation names. */
export const mixTasks: Readonly<Record<MixCheck["name"], TaskOfMix>> = {
  credo: { task: "credo", environments: ["dev", "test"], package: "credo", compiles: false },
  dialyzer: { task: "dialyzer --no-check", environments: ["dev", "test"], package: "dialyxir", compiles: true },
  format: { task: "format --check-formatted", environments: ["dev"], package: null, compiles: false },
  test: { task: "test --no-deps-check", environments: ["test"], package: null, compiles: true },
};

export const isOfMix = (name: CheckName): name is MixCheck["name"] => Object.hasOwn(mixTasks, name);

/**
 * A plan with checks: what these need of environments of Mix besides that of the release, which stays as it is.
 * @param environments the plan of a release in each of these. Their crates join those of the release.
 */
export function planChecks(
  release: BuildPlan,
  names: readonly CheckName[],
  mix: readonly MixCheck[],
  environments: ReadonlyMap<string, { readonly project: Project; readonly plan: BuildPlan }>,
): BuildPlan {
  const crates = [...release.crates];
  const joined = [...environments].map(([env, { plan }]) => ({ env, plan: withCrates(plan, crates) }));
  const dialyzed = environments.get(mix.find(({ name }) => name === "dialyzer")?.env ?? "");
  const checks: ChecksPlan = {
    mix,
    cargo: names.flatMap((name) => (isOfMix(name) ? [] : [name])).toSorted(),
    environments: joined,
    plt: dialyzed === undefined ? { projects: [], sources: [] } : tableFiles(dialyzed),
  };
  return { ...release, crates, checks };
}

/**
 * What dependencies of an environment bring along in crates, by the names under which `crates` has them or gets them. Which crate a
 * module of the project itself is tested with the release says: what is tested is what is shipped.
 */
function withCrates(plan: BuildPlan, crates: CrateDerivation[]): BuildPlan {
  const own = new Map(plan.crates.map((crate) => [crate.attr, crate]));
  const nameOf = (attr: string): string => {
    const crate = own.get(attr) as CrateDerivation;
    const same = crates.find((each) => JSON.stringify({ ...each, attr }) === JSON.stringify(crate));
    if (same !== undefined) return same.attr;
    let name = attr;
    for (let number = 2; crates.some((each) => each.attr === name); number += 1) name = `${attr}_${number}`;
    crates.push({ ...crate, attr: name });
    return name;
  };
  const named = (module: DependencyModule): DependencyModule =>
    module.crate === null ? module : { ...module, crate: nameOf(module.crate) };
  return { ...plan, natives: plan.natives.map((each) => ({ ...each, modules: each.modules.map(named) })) };
}

/** mix.exs, the lock, the configuration, and path dependencies, which are in the tables with the others. */
function tableFiles({
  project,
  plan: { package: release },
}: {
  readonly project: Project;
  readonly plan: BuildPlan;
}): ChecksPlan["plt"] {
  const { directory, lockFile, projects, sources } = release;
  // Where not all that is read is known, nothing is left out.
  if (sources.includes(directory)) return { projects, sources };
  const own = [project.mix, ...project.apps].map(({ path }) => joinPath(directory, path));
  const lock = lockFile === null ? [] : [joinPath(directory, lockFile)];
  const ofMix = [...own.map((path) => joinPath(path, "mix.exs")), ...lock];
  const named = [...new Set([...ofMix, ...sources])].toSorted();
  return {
    projects: projects.filter((path) => !own.includes(path)),
    sources: named.filter((path) => !named.some((other) => other !== path && isInside(other, path))),
  };
}
