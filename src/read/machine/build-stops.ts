import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Asking } from "../../elixir/eval/api.ts";
import type { MachineNeeds } from "../../model/machine.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";
import { gives, packageOf, PACKAGE } from "../../recipes/package-of.ts";

/**
 * Reports what mix.exs, the configuration, and modules while they are compiled ask of the machine and do not get in a Nix
 * build: no environment variable is set there but by the settings, and of programs there are those of stdenv, of
 * mixRelease and of the settings.
 * @param given attributes of nixpkgs that the build is given, and variables that are reported where the configuration stops for them.
 */
export function reportBuildStops(
  asked: readonly Asking[],
  { buildVariables }: MachineNeeds,
  { given, stoppedBy }: { readonly given: readonly string[]; readonly stoppedBy: ReadonlySet<string> },
  diagnostics: DiagnosticSink,
): void {
  const said = new Set<string>();
  for (const { kind, name, place, required, certain, value } of asked) {
    const key = `${kind} ${name} ${place.file}:${place.line}:${place.column}`;
    // What a shell cannot find does not stop the code, which takes its words for an answer.
    const matters = kind === "program" || required;
    if (!matters || !certain || value !== null || said.has(key)) continue;
    said.add(key);
    if (kind === "variable") diagnostics.report("build-needs-variable", place, { name, file: place.file });
    else if (!name.startsWith("/") && !buildPrograms.has(name) && !gives(given, name)) {
      const attribute = packageOf(name) ?? PACKAGE;
      diagnostics.report("build-needs-program", place, { name, file: place.file, package: attribute });
    }
  }
  for (const { name, places, required, value } of buildVariables) {
    const [place] = places;
    if (place === undefined || required || value !== null || stoppedBy.has(name)) continue;
    diagnostics.report("build-variable", place, { name });
  }
}
