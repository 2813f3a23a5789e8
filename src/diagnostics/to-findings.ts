import { findingsByCause } from "./by-cause.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Finding } from "./finding.ts";

/**
 * Diagnostics -> findings, one for each cause, with paths relative to the project, which is how they are shown and compared.
 * @param project absolute: the folder of mix.exs.
 */
export function toFindings(diagnostics: readonly Diagnostic[], project: string): readonly Finding[] {
  return withFiles(findingsByCause(diagnostics), (file) =>
    file.startsWith(`${project}/`) ? file.slice(project.length + 1) : file,
  );
}

/** The same findings with other names for their files. */
export function withFiles(findings: readonly Finding[], rename: (file: string) => string): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    file: rename(finding.file),
    ...(finding.places && { places: finding.places.map((place) => ({ ...place, file: rename(place.file) })) }),
  }));
}
