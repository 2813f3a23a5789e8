import { type Diagnostic, asFatal } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/finding.ts";
import type { OutputFile } from "../emit/output-file.ts";
import type { Project } from "../model/project.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { libraryText } from "../ports/resource.ts";
import { checkNames } from "../settings/check-names.ts";
import { SETTINGS_FILE, type Settings } from "../settings/settings.ts";
import { checkTargetSettings } from "./check-target-settings.ts";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";
import { checkWritten } from "./unseen.ts";
import { checkUserFiles } from "./user-files.ts";

/** What a run comes to. */
export interface Generation {
  readonly project: Project;
  readonly settings: Settings;
  /** What the build reads and git does not know, as `git add` takes it in the project's folder. */
  readonly unseen: readonly string[];
  readonly plan: BuildPlan;
  /** Every file that belongs to the project; none where an error is among the diagnostics. */
  readonly files: readonly OutputFile[];
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything of a run but the screen and the disk: reads the project in `run.project` with its settings, looks into the
 * sources of its dependencies, plans its derivations, checks all that is known, renders the files. Runs nothing of the
 * project, writes nothing to it.
 * @throws TypeError for a relative folder; FatalDiagnostic where there is no Mix project, or one that cannot be read.
 */
export async function generate(run: Run): Promise<Generation> {
  try {
    return await generation(run);
  } catch (error) {
    throw asFatal(error);
  }
}

/** Keeps what was asked for on the command line; where there are settings already, they have it. */
function settingsFile(
  { outputs = [], checks = [], style }: Run,
  text: () => string | undefined,
): readonly OutputFile[] {
  const lines = [
    ...(style === undefined || style === "flake" || style === "nixpkgs" ? [] : [`style = "${style}"\n`]),
    ...Object.entries({ outputs, checks }).flatMap(([key, names]) =>
      names.length === 0 ? [] : [`${key} = [${names.map((name) => `"${name}"`).join(", ")}]\n`],
    ),
  ];
  if (lines.length === 0 || text() !== undefined) return [];
  return [{ path: SETTINGS_FILE, ownership: "user", text: lines.join("") }];
}

async function generation(run: Run): Promise<Generation> {
  const { project, settings, unseen, tree, diagnostics } = await readRun(run);
  const [
    { plan },
    { withoutSecrets },
    { checkAttributes },
    { checkTexts },
    { checkPublished },
    { checkPackages },
    { checkRelease },
    { render },
  ] = await Promise.all([
    import("../plan/plan.ts"),
    import("../plan/without-secrets.ts"),
    import("../plan/check-attributes.ts"),
    import("../plan/check-texts.ts"),
    import("../plan/check-published.ts"),
    import("../plan/check-packages.ts"),
    import("./check-release-setting.ts"),
    import("../emit/render.ts"),
  ]);
  const settingsText = (): string | undefined => fs.readText(`${run.project}/${SETTINGS_FILE}`);
  await checkNames(project, settings, settingsText, diagnostics);
  await checkRelease(project, settings, settingsText, diagnostics);
  await checkTargetSettings(settings, settingsText, diagnostics);
  checkPackages(project, settings, diagnostics);
  const forNixpkgs = settings.style === "nixpkgs";
  const chosen = forNixpkgs ? (await import("./from-sources.ts")).fromSources(settings, project) : settings;
  const release = plan(project, chosen, diagnostics);
  const whole =
    settings.checks.length === 0 || forNixpkgs
      ? release
      : await (await import("./check-environments.ts")).withChecks(run, { settings, project, diagnostics }, release);
  const planned = withoutSecrets(whole, project.mix.place, diagnostics);
  checkTexts(planned, project, diagnostics);
  checkPublished(planned, project, diagnostics);
  const { list } = diagnostics;
  if (forNixpkgs) {
    const { renderPackage } = await import("./render-package.ts");
    const rendered = await renderPackage(run, planned, project.mix.place, diagnostics);
    return { project, settings, unseen: [], plan: planned, files: hasErrors(list) ? [] : rendered, diagnostics: list };
  }
  checkAttributes(planned, settings, project.mix.place, diagnostics);
  checkUserFiles(planned, run.project, fs, diagnostics);
  if (planned.artifacts.length > 0)
    (await import("./check-variants.ts")).checkVariants(planned, project, fs, diagnostics);
  const files = hasErrors(list) ? [] : [...settingsFile(run, settingsText), ...render(planned, libraryText)];
  if (tree !== undefined && settings.style === "flake") checkWritten(files, project.folder, tree, diagnostics);
  return { project, settings, unseen, plan: planned, files, diagnostics: list };
}
