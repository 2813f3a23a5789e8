import type { NifModule } from "../../model/nif-module.ts";
import { unknown } from "../../model/unknown.ts";

/** Fields that say where the module is rather than what its options are: those of the first alternative stand. */
const identity: ReadonlySet<string> = new Set([
  "project",
  "file",
  "line",
  "column",
  "module",
  "macro",
  "variables",
  "configured",
  "onSystems",
]);

/**
 * One module out of several `use` calls of which it is not known which one takes effect: what they agree on is
 * certain, the rest is not known. Also says which fields differ.
 * @param why they differ, for a person.
 */
export function mergeAlternatives(
  alternatives: readonly NifModule[],
  why = "differs between branches of a condition that is not known",
): {
  readonly nif: NifModule;
  readonly differing: readonly string[];
} {
  const first = alternatives[0] as NifModule;
  const merged: Record<string, unknown> = { ...first };
  const differing = Object.keys(first).filter((key) => {
    if (identity.has(key)) return false;
    const texts = alternatives.map((one) => JSON.stringify(one[key as keyof NifModule]));
    return texts.some((text) => text !== texts[0]);
  });
  for (const key of differing) merged[key] = unknown(why);
  merged["variables"] = [...new Set(alternatives.flatMap((one) => one.variables))].sort();
  return { nif: merged as unknown as NifModule, differing };
}
