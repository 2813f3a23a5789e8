import { isInside, joinPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import type { CheckName } from "../settings/settings.ts";
import type { BuildPlan, CheckEnvironment, ChecksPlan, MixCheck } from "./build-plan.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import type { DependencyModule } from "./dependency-derivation.ts";
import type { NifPlacement } from "./nif-placement.ts";

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
  const joined = [...environments].map(([mixEnv, { plan }]) => ({ mixEnv, ...withCrates(plan, release, crates) }));
  const dialyzed = environments.get(mix.find(({ name }) => name === "dialyzer")?.mixEnv ?? "");
  const checks: ChecksPlan = {
    mix,
    cargo: names.flatMap((name) => (isOfMix(name) ? [] : [name])).toSorted(),
    environments: joined,
    crates: crates.slice(release.crates.length).map(({ attr }) => attr),
    plt: dialyzed === undefined ? { projects: [], sources: [] } : tableFiles(dialyzed),
  };
  return { ...release, crates, checks };
}

/**
 * What an environment brings along in crates, of its dependencies and of modules that the release has not, by the names under which `crates` has
 * them or gets them. Which crate a module of the release is tested with the release says: what is tested is what is shipped.
 */
function withCrates(plan: BuildPlan, release: BuildPlan, crates: CrateDerivation[]): Omit<CheckEnvironment, "mixEnv"> {
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
  const named = <T extends DependencyModule | NifPlacement>(module: T): T =>
    module.crate === null ? module : { ...module, crate: nameOf(module.crate) };
  const natives = plan.natives.map((each) => ({ ...each, modules: each.modules.map(named) }));
  const added: NifPlacement[] = [];
  for (const nif of plan.nifs) {
    if (release.nifs.some(({ module }) => module === nif.module)) continue;
    added.push(placedBeside(named(nif), [...release.nifs, ...added]));
  }
  // RustlerPrecompiled is told to build for all modules or for none.
  const isGiven = release.nifs.some(({ artifact, published }) => artifact !== null || published !== null);
  const { env } = isGiven ? release.package : plan.package;
  return { plan: { ...plan, package: { ...plan.package, env }, natives, nifs: [...release.nifs, ...added] }, added };
}

/** Where a library of another crate lies already, one of another name: its module is told where it lies. */
function placedBeside(nif: NifPlacement, others: readonly NifPlacement[]): NifPlacement {
  if (nif.library === null || nif.crate === null || nif.configApp === null) return nif;
  const isTaken = (library: string): boolean =>
    others.some((each) => each.library === library && each.directory === nif.directory && each.crate !== nif.crate);
  let { library } = nif;
  for (let number = 2; isTaken(library); number += 1) library = `${nif.library}_${number}`;
  return { ...nif, library };
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
