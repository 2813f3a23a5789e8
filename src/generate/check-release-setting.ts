import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { releaseNames } from "../plan/plan-releases.ts";
import { SETTINGS_FILE, type Settings } from "../settings/settings.ts";

/**
 * Reports a `release` of nif2nix.toml that the project does not have: Mix would refuse it in the last phase of the build.
 * @param text of nif2nix.toml; asked for only where there is something to report.
 */
export async function checkRelease(
  project: Project,
  { release }: Settings,
  text: () => string | undefined,
  diagnostics: DiagnosticSink,
): Promise<void> {
  const names = releaseNames(project);
  if (release === null || names === undefined || names.includes(release)) return;
  const { placeOfKey } = await import("../settings/locate-key.ts");
  const place = placeOfKey(text() ?? "", ["release"]);
  diagnostics.report("release-unknown", place, { what: SETTINGS_FILE, name: release, names: names.join(", ") });
}
