import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Asking } from "../../elixir/eval/api.ts";
import type { MachineNeeds } from "../../model/machine.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";

/**
 * Reports what mix.exs and the configuration ask of the machine and do not get in a Nix build: no environment variable is
 * set there, and of programs there are those of stdenv and mixRelease.
 * @param scripts files of mix.exs and configuration, as shown to people.
 */
export function reportBuildStops(
  asked: readonly Asking[],
  scripts: ReadonlySet<string>,
  { buildVariables }: MachineNeeds,
  diagnostics: DiagnosticSink,
): void {
  const said = new Set<string>();
  for (const { kind, name, place, required, certain } of asked) {
    const key = `${kind} ${name} ${place.file}:${place.line}:${place.column}`;
    if (!scripts.has(place.file) || !required || !certain || said.has(key)) continue;
    said.add(key);
    if (kind === "variable") diagnostics.report("build-needs-variable", place, { name, file: place.file });
    else if (!name.startsWith("/") && !buildPrograms.has(name)) {
      diagnostics.report("build-needs-program", place, { name, file: place.file });
    }
  }
  for (const { name, places, required } of buildVariables) {
    const [place] = places;
    if (place === undefined || required) continue;
    diagnostics.report("build-variable", place, { name });
  }
}
