import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { type Requirement, parseRequirement, versionMatches } from "../elixir/version/requirement.ts";
import { parseVersion } from "../elixir/version/version.ts";
import type { MixProject, Project } from "../model/project.ts";
import { isUnknown, knownOr } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";

/** Reports what a project has Mix do besides compiling and assembling, and what of it no build here does. */
export function checkMixTasks(
  { mix, apps, deps, beam }: Project,
  settings: Pick<Settings, "beam">,
  diagnostics: DiagnosticSink,
): void {
  for (const { name, steps } of knownOr(mix.releases, [])) {
    const others = isUnknown(steps) ? ["what is not known"] : steps.filter((step) => step !== "assemble");
    if (others.length === 0) continue;
    const atoms = others.filter((step) => /^[a-z]\w*$/.test(step)).map((step) => `:${step}`);
    const functions = others.filter((step) => step === "a function").length;
    const rest = others.filter((step) => / /.test(step) && step !== "a function");
    const counted = functions === 0 ? [] : [functions === 1 ? "a function" : `${functions} functions`];
    diagnostics.report("release-steps", mix.place, {
      release: name,
      steps: [...counted, ...atoms, ...rest].join(", "),
    });
  }
  for (const { escript, place } of [mix, ...apps]) if (escript) diagnostics.report("escript-not-built", place, {});
  const said = beam.elixir !== null || settings.beam.elixir !== null;
  const strict = [mix, ...apps].find(({ warningsAsErrors }) => warningsAsErrors === true);
  if (strict !== undefined && !said) diagnostics.report("warnings-as-errors", strict.place, {});
  const nerves = deps.some(({ app, inProd }) => app === "nerves" && inProd !== false);
  for (const { name, place } of archivesOf([mix, ...apps])) {
    const more = nerves ? "; what is built is a release for this machine, and no firmware" : "";
    diagnostics.report("archive-stands-in", place, { name, more });
  }
}

/** The archives that Mix looks for, each with a version that meets what is asked of it. */
export function planArchives({ mix, apps }: Pick<Project, "mix" | "apps">): Readonly<Record<string, string>> {
  return Object.fromEntries(archivesOf([mix, ...apps]).map(({ name, version }) => [name, version]));
}

interface PlacedArchive {
  readonly name: string;
  readonly version: string;
  readonly place: MixProject["place"];
}

function archivesOf(projects: readonly MixProject[]): readonly PlacedArchive[] {
  const found = new Map<string, PlacedArchive>();
  for (const { archives, place } of projects) {
    for (const { name, requirement } of knownOr(archives, [])) {
      if (found.has(name)) continue;
      const parsed = parseRequirement(knownOr(requirement, ">= 0.0.0"));
      found.set(name, { name, version: (parsed && meeting(parsed)) ?? "1.0.0", place });
    }
  }
  return [...found.values()];
}

/** The first of the versions that a requirement names, or of those one patch above, that meets it. */
function meeting(requirement: Requirement): string | undefined {
  const named = requirement.conditions.map(
    ({ version: { major, minor, patch } }) => [major, minor, patch ?? 0] as const,
  );
  const versions = [...named, ...named.map(([major, minor, patch]) => [major, minor, patch + 1] as const)];
  return versions
    .map((each) => each.join("."))
    .find((text) => {
      const version = parseVersion(text);
      return version !== undefined && versionMatches(version, requirement);
    });
}
