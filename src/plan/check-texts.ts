import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import type { BuildPlan } from "./build-plan.ts";

/** What a Nix string cannot hold: NUL, and half of a surrogate pair. */
const unwritable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What a name in the store may not hold, of which versions are a part (Nix manual, "store path"). */
const notInNames = /[^A-Za-z0-9+._?=-]/;

/**
 * Whether every string of a plan can be written and used in Nix: the one check before they are, whatever file they came from.
 * @param place where the project is declared: for what has no nearer one.
 */
export function checkTexts(plan: BuildPlan, place: Place, diagnostics: DiagnosticSink): void {
  const refuse = (what: string, text: string, problem: string): void =>
    diagnostics.report("text-refused", place, { what, text: JSON.stringify(text.slice(0, 80)), problem });
  const look = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (unwritable.test(value)) refuse(path, value, "has a character that no Nix string can hold");
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (unwritable.test(key)) refuse(path, key, "has a character that no Nix string can hold");
        look(each, path === "" ? key : `${path}.${key}`);
      }
    }
  };
  look(plan, "");
  const versions = [...Object.values(plan.package), ...plan.crates].flatMap(versionsIn);
  for (const version of new Set(versions)) {
    if (notInNames.test(version) && !unwritable.test(version)) {
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
