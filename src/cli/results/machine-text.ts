import { printable } from "../../diagnostics/printable.ts";
import type { MachineNeeds, Need } from "../../model/machine.ts";
import { lackingPrograms, runSettings } from "../../read/machine/run-programs.ts";

/** Names that a line lists; of more it gives the number. */
const LISTED = 12;

/**
 * What a release wants to run, a line each: `what  names (places)`.
 * @param given attributes of nixpkgs that the settings add to its PATH.
 */
export function machineText(machine: MachineNeeds, given: readonly string[]): readonly string[] {
  const { startVariables, variables, programs, files, migrations, overlays } = machine;
  const lacking = lackingPrograms(machine, given);
  const atStart = new Set(startVariables.map(({ name }) => name));
  const rows: readonly (readonly [string, string])[] = [
    ["must be set", names(startVariables.filter(({ required }) => required))],
    ["may be set", names(startVariables.filter(({ required }) => !required))],
    ["read later", names(variables.filter(({ name }) => !atStart.has(name)))],
    ["programs", names(programs)],
    ["", lacking.length === 0 ? "" : `for their PATH, in nif2nix.toml: ${runSettings(lacking, given)}`],
    ["files", names(files)],
    ["migrate", migrations.map(({ name, places }) => `bin/NAME eval '${name}' ${where(places)}`).join(", ")],
    ["in bin/", overlays.join(", ")],
  ];
  const told = [
    ...rows.filter(([, text]) => text !== ""),
    ["cookie", "RELEASE_COOKIE: mixRelease leaves none in the store"],
  ];
  return told.map(([what = "", text = ""]) => `${what.padEnd(12)} ${printable(text)}`);
}

function names(needs: readonly Need[]): string {
  const listed = needs.slice(0, LISTED).map(({ name, places }) => `${name} ${where(places)}`);
  const more = needs.length - listed.length;
  return more > 0 ? `${listed.join(", ")} and ${more} more` : listed.join(", ");
}

function where(places: Need["places"]): string {
  const [first] = places;
  return first === undefined ? "" : `(${first.file}:${first.line})`;
}
