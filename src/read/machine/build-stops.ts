import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Asking } from "../../elixir/eval/api.ts";
import type { MachineNeeds } from "../../model/machine.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";
import { gives, packageOf, PACKAGE } from "../../recipes/package-of.ts";

/**
 * Reports what mix.exs and the configuration ask of the machine and do not get in a Nix build: no environment variable is
 * set there but by the settings, and of programs there are those of stdenv, of mixRelease and of the settings.
 * @param scripts files of mix.exs and configuration, as shown to people.
 * @param given attributes of nixpkgs that the build is given.
 */
export function reportBuildStops(
  asked: readonly Asking[],
  scripts: ReadonlySet<string>,
  { buildVariables }: MachineNeeds,
  given: readonly string[],
  diagnostics: DiagnosticSink,
): void {
  const said = new Set<string>();
  for (const { kind, name, place, required, certain, value } of asked) {
    const key = `${kind} ${name} ${place.file}:${place.line}:${place.column}`;
    if (!scripts.has(place.file) || !required || !certain || value !== null || said.has(key)) continue;
    said.add(key);
    if (kind === "variable") diagnostics.report("build-needs-variable", place, { name, file: place.file });
    else if (!name.startsWith("/") && !buildPrograms.has(name) && !gives(given, name)) {
      const attribute = packageOf(name) ?? PACKAGE;
      diagnostics.report("build-needs-program", place, { name, file: place.file, package: attribute });
    }
  }
  for (const { name, places, required, value } of buildVariables) {
    const [place] = places;
    if (place === undefined || required || value !== null) continue;
    diagnostics.report("build-variable", place, { name });
  }
}
