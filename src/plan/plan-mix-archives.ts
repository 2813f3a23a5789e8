import { type Requirement, parseRequirement, versionMatches } from "../elixir/version/requirement.ts";
import { parseVersion } from "../elixir/version/version.ts";
import type { MixProject } from "../model/mix-project.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";

/** The archives that Mix looks for, each with a version that meets what is asked of it. */
export function planArchives({ mix, apps }: Pick<Project, "mix" | "apps">): Readonly<Record<string, string>> {
  return Object.fromEntries(mixArchives([mix, ...apps]).map(({ name, version }) => [name, version]));
}

export interface PlacedArchive {
  readonly name: string;
  readonly version: string;
  readonly place: MixProject["place"];
}

/** The same, with the project that asks for each first. */
export function mixArchives(projects: readonly MixProject[]): readonly PlacedArchive[] {
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
