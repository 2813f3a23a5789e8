import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { MachineNeeds, ProgramNeed } from "../../model/machine.ts";
import { gives, runPath } from "../../recipes/package-of.ts";
import type { PackageProgram } from "./dependency-programs.ts";

/**
 * Programs that code calls by their names alone and that are not in the PATH of the release: its start script has those of a few
 * packages, and a service has little more.
 * @param given attributes of nixpkgs that the settings add to it.
 */
export function lackingPrograms({ programs }: MachineNeeds, given: readonly string[]): readonly ProgramNeed[] {
  return programs.filter(({ name }) => !name.includes("/") && !runPath.has(name) && !gives(given, name));
}

/** What NixOS has where others have it (its options `environment.usrbinenv` and `environment.binsh`). */
const everywhere: ReadonlySet<string> = new Set(["/bin/sh", "/usr/bin/env"]);

/** Reports them, and programs that code calls where only other systems have them. */
export function reportRunPrograms(needs: MachineNeeds, given: readonly string[], diagnostics: DiagnosticSink): void {
  const lacking = lackingPrograms(needs, given);
  const settings = runSettings(lacking, given);
  for (const { name, places } of lacking) {
    const [place] = places;
    if (place !== undefined) diagnostics.report("run-program", place, { name, settings });
  }
  for (const { name, places } of needs.programs) {
    const [place] = places;
    if (place !== undefined && name.startsWith("/") && !everywhere.has(name))
      diagnostics.report("run-program-absolute", place, { name });
  }
}

/** Reports those that packages call and the project's own code does not, each once, where the first of the packages is named. */
export function reportPackagePrograms(
  programs: readonly PackageProgram[],
  { programs: own }: MachineNeeds,
  dependencies: readonly Dependency[],
  given: readonly string[],
  diagnostics: DiagnosticSink,
): void {
  const known = new Set(own.map(({ name }) => name));
  const lacking = programs.filter(({ name }) => !known.has(name) && !gives(given, name));
  const settings = runSettings(lacking, given);
  for (const { name, apps, places } of lacking) {
    const dependency = dependencies.find(({ app }) => app === apps[0]);
    const [first] = places;
    if (dependency === undefined || first === undefined) continue;
    const where = `${first.file}:${first.line}`;
    const more = apps.length > 3 ? ` and ${apps.length - 3} more` : "";
    const named = `${apps.slice(0, 3).join(", ")}${more}`;
    diagnostics.report("package-program", dependency.place, { apps: named, name, where, settings });
  }
}

/** What nif2nix.toml says to have them, and what is not known of them. */
export function runSettings(lacking: readonly ProgramNeed[], given: readonly string[]): string {
  const known = lacking.flatMap(({ package: attribute }) => attribute ?? []);
  const others = lacking.flatMap(({ name, package: attribute }) => (attribute === null ? [name] : []));
  const wanted = known.length === 0 ? ["..."] : known;
  const attributes = [...new Set([...given, ...wanted])].map((attribute) => JSON.stringify(attribute)).join(", ");
  const unknown =
    others.length === 0 ? "" : `. Which package has ${others.join(", ")} is not known here: search.nixos.org tells`;
  return `[run] path = [${attributes}]${unknown}`;
}
