import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/finding.ts";
import type { Project } from "../model/project.ts";
import type { BuildPlan, MixCheck } from "../plan/build-plan.ts";
import { isOfMix, mixTasks, planChecks } from "../plan/plan-checks.ts";
import { plan } from "../plan/plan.ts";
import type { Settings } from "../settings/settings.ts";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";

interface ReleaseReading {
  readonly settings: Settings;
  readonly project: Project;
  readonly diagnostics: Diagnostics;
}

interface Environment {
  readonly project: Project;
  readonly plan: BuildPlan;
}

/**
 * Reads the project again in each environment that a check runs in, and plans a release there: that says which dependencies it has and
 * with which configuration they are compiled. Of what is found there errors are reported that were not in the release's.
 * @param release what was planned for it.
 */
export async function withChecks(
  run: Run,
  { settings, project, diagnostics }: ReleaseReading,
  release: BuildPlan,
): Promise<BuildPlan> {
  const environments = new Map<string, Environment>();
  const inEnvironment = async (mixEnv: string): Promise<Environment> => {
    const known = environments.get(mixEnv);
    if (known !== undefined) return known;
    const found =
      mixEnv === settings.mixEnv ? { project, plan: release } : await readIn(mixEnv, run, settings, diagnostics);
    environments.set(mixEnv, found);
    return found;
  };
  const wanted = settings.checks.filter(isOfMix).toSorted();
  const chosen: MixCheck[] = [];
  for (const name of wanted) {
    const { environments: candidates, package: needed } = mixTasks[name];
    let mixEnv: string | undefined;
    // oxlint-disable no-await-in-loop
    for (const candidate of candidates) {
      if (mixEnv === undefined && (needed === null || has((await inEnvironment(candidate)).project, needed)))
        mixEnv = candidate;
    }
    await inEnvironment(mixEnv ?? candidates[0]);
    // oxlint-enable no-await-in-loop
    if (mixEnv === undefined) {
      const args = { check: name, package: needed as string, environments: candidates.join(" or ") };
      diagnostics.report("check-package-missing", project.mix.place, args);
    } else chosen.push({ name, mixEnv });
  }
  const used = [...environments].filter(([mixEnv]) => chosen.some((check) => check.mixEnv === mixEnv));
  return planChecks(release, settings.checks, chosen, new Map(used));
}

const has = ({ deps }: Project, app: string): boolean => deps.some((dep) => dep.app === app && dep.inProd !== false);

async function readIn(mixEnv: string, run: Run, settings: Settings, said: Diagnostics): Promise<Environment> {
  const { project, diagnostics } = await readRun({ ...run, mixEnv });
  const planned = plan(project, { ...settings, mixEnv }, diagnostics);
  const key = ({ code, place }: Diagnostic): string => JSON.stringify([code, place]);
  const known = new Set(said.list.map(key));
  for (const each of diagnostics.list) if (hasErrors([each]) && !known.has(key(each))) said.list.push(each);
  return { project, plan: planned };
}
