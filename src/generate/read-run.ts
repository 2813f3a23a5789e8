import { isAbsolute } from "node:path";
import { Diagnostics, FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import type { Parse } from "../elixir/parse/tree.ts";
import type { Project } from "../model/project.ts";
import { evaluatedVersions } from "../plan/plan-beam.ts";
import { measuredFileSystem } from "../ports/measured-file-system.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem } from "../ports/node-file-system.ts";
import { RunBudget } from "../ports/run-budget.ts";
import { workTreeOf } from "../read/git/work-tree.ts";
import type { WorkTree } from "../read/git/work-tree.ts";
import { notAProject } from "../read/mix/nearby-projects.ts";
import { readProject } from "../read/read-project.ts";
import { readSettings } from "../settings/read-settings.ts";
import { SETTINGS_FILE, type Settings } from "../settings/settings.ts";
import { dependenciesBefore } from "./dependencies-before.ts";
import { nativeSources } from "./native-sources.ts";
import { type Run, withFreshParser } from "./run.ts";
import { checkUnseen } from "./unseen.ts";

export interface Reading {
  readonly settings: Settings;
  readonly project: Project;
  /** What the build reads and git does not know, as `git add` takes it in the project's folder. */
  readonly unseen: readonly string[];
  /** What git knows of the repository, where there is one. */
  readonly tree: WorkTree | undefined;
  readonly diagnostics: Diagnostics;
}

/**
 * Settings, then the project.
 * @param withNatives whether dependencies are looked into, which may need the network.
 * @throws TypeError for a relative folder; FatalDiagnostic where there is no Mix project, or one that cannot be read.
 */
export async function readRun(run: Run, withNatives = true): Promise<Reading> {
  if (!isAbsolute(run.project)) {
    throw new TypeError(`project must be an absolute path, and is ${JSON.stringify(run.project)}`);
  }
  if (!nodeFileSystem.exists(`${run.project}/mix.exs`)) {
    const place = { file: `${run.project}/mix.exs`, line: 1, column: 1 };
    throw new FatalDiagnostic("not-a-mix-project", place, notAProject(run.project, nodeFileSystem));
  }
  return (run.withParser ?? withFreshParser)((parse) => readWith(parse, run, withNatives));
}

async function readWith(parse: Parse, run: Run, withNatives: boolean): Promise<Reading> {
  const diagnostics = new Diagnostics();
  const budget = new RunBudget(run.budget);
  const fs = measuredFileSystem(nodeFileSystem, budget);
  const tree = workTreeOf(run.project, fs, nodeByteFiles, (steps, file) => budget.spend("steps", steps, file));
  const kept = await readSettings(fs, run.project, diagnostics);
  checkKept(run, kept, diagnostics);
  const settings = withFlags(kept, run);
  const project = await readProject({
    project: run.project,
    mixEnv: settings.mixEnv,
    include: settings.include,
    env: settings.build.env,
    given: {
      build: settings.build.nativeBuildInputs,
      run: settings.run.path,
      packages: Object.fromEntries(
        Object.entries(settings.packages).map(([app, { nativeBuildInputs }]) => [app, nativeBuildInputs]),
      ),
    },
    frontEnds: settings.assets,
    programs: settings.build.crates,
    tasks: settings.build.tasks,
    skippedNifs: new Set(Object.keys(settings.nifs).filter((module) => settings.nifs[module]?.skip)),
    loaders: Object.fromEntries(
      Object.entries(settings.nifs).flatMap(([module, { crate, loads }]) =>
        crate === null ? [] : [[module, { crate, loads }]],
      ),
    ),
    versionsFor: (asked) => evaluatedVersions(asked, settings.beam),
    fs,
    tree,
    parse,
    diagnostics,
    budget,
    ...(withNatives
      ? { sources: nativeSources(run, budget, diagnostics), ...dependenciesBefore(fs, run.project) }
      : {}),
  });
  const unseen = tree === undefined ? [] : checkUnseen(project, tree, fs, { style: settings.style, diagnostics });
  return { settings, project, unseen, tree, diagnostics };
}

/** A settings file of the user's has to have what was asked for too, or the next run would not know of it. */
function checkKept(run: Run, kept: Settings, diagnostics: Diagnostics): void {
  const { project, style } = run;
  if (!nodeFileSystem.exists(`${project}/${SETTINGS_FILE}`)) return;
  const place = { file: SETTINGS_FILE, line: 1, column: 1 };
  const report = (flag: string, line: string): void =>
    diagnostics.report("outputs-not-kept", place, { file: SETTINGS_FILE, flag, line });
  for (const key of ["outputs", "checks"] as const) {
    const names = [...new Set([...kept[key], ...(run[key] ?? [])])];
    if (names.length > kept[key].length)
      report(`--${key}`, `${key} = [${names.map((name) => `"${name}"`).join(", ")}]`);
  }
  if (style !== undefined && style !== "nixpkgs" && style !== kept.style) report("--style", `style = "${style}"`);
}

/** What is asked for wins over nif2nix.toml. */
function withFlags(settings: Settings, { rust, mixEnv, style, outputs = [], checks = [] }: Run): Settings {
  return {
    ...settings,
    rust: rust ?? settings.rust,
    mixEnv: mixEnv ?? settings.mixEnv,
    style: style ?? settings.style,
    outputs: [...new Set([...settings.outputs, ...outputs])],
    checks: [...new Set([...settings.checks, ...checks])],
  };
}
