import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import type { BuildPlan } from "./build-plan.ts";

/** What a Nix string cannot hold: NUL, and half of a surrogate pair. Most text has nothing that is even near to it. */
const unwritable = (text: string): boolean => suspicious.test(text) && (text.includes("\0") || halves.test(text));
// oxlint-disable-next-line no-control-regex
const suspicious = /[\0\ud800-\udfff]/;
const halves = /\p{Surrogate}/u;

/** What a name in the store may not hold, of which versions are a part (Nix manual, "store path"). */
const notInNames = /[^A-Za-z0-9+._?=-]/;

/**
 * Whether every string of a plan can be written and used in Nix: the one check before they are, whatever file they came from.
 * @param place where the project is declared: for what has no nearer one.
 */
export function checkTexts(plan: BuildPlan, place: Place, diagnostics: DiagnosticSink): void {
  const refuse = (what: string, text: string, problem: string): void =>
    diagnostics.report("text-refused", place, { what, text: JSON.stringify(text.slice(0, 80)), problem });
  /** Names and indices that lead to what is looked at. */
  const path: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (unwritable(value)) refuse(path.join("."), value, "has a character that no Nix string can hold");
    } else if (typeof value === "object" && value !== null) {
      for (const key in value) {
        if (unwritable(key)) refuse(path.join("."), key, "has a character that no Nix string can hold");
        path.push(key);
        look(value[key as keyof typeof value]);
        path.pop();
      }
    }
  };
  look(plan);
  const versions = [...Object.values(plan.package), ...plan.crates].flatMap(versionsIn);
  for (const version of new Set(versions)) {
    if (notInNames.test(version) && !unwritable(version)) {
      refuse("version", version, "has a character that no version of Mix or cargo has, and no name in the Nix store");
    }
  }
}

/** `version` of a crate, of the package itself, or of each of its releases. */
function versionsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(versionsIn);
  if (typeof part !== "object" || part === null) return [];
  const { version } = part as { readonly version?: unknown };
  return typeof version === "string" ? [version] : [];
}
