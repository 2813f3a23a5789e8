import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { DeclaredDep } from "../../model/mix-project.ts";
import { isUnknown } from "../../model/unknown.ts";

/** Options that others go on with, and what they take instead. */
const ASSUMED: readonly (readonly [keyof DeclaredDep, string, string])[] = [
  ["only", "only:", "absent: needed in every environment, perhaps"],
  ["targets", "targets:", "absent: needed for every target, perhaps"],
  ["optional", "optional:", "false, perhaps"],
  ["git", "git:", "what the lock says"],
  ["path", "path:", "absent"],
  ["inUmbrella", "in_umbrella:", "false"],
  ["compile", "compile:", "true"],
  ["appOption", "app:", "true"],
  ["manager", "manager:", "what the lock says"],
];

/** Reports each option that is not known; one finding where that is all of them. */
export function reportUnknownOptions(dep: DeclaredDep, diagnostics: DiagnosticSink): void {
  const { app, place } = dep;
  const found = ASSUMED.flatMap(([field, option, assumed]) => {
    const value = dep[field];
    return isUnknown(value) ? [{ option, assumed, why: value.unknown }] : [];
  });
  const [first] = found;
  if (first !== undefined && found.length === ASSUMED.length) {
    const all = { app, option: "the options", why: first.why, assumed: "what the lock says, and needed, perhaps" };
    diagnostics.report("dependency-option-unknown", place, all);
    return;
  }
  for (const one of found) diagnostics.report("dependency-option-unknown", place, { app, ...one });
}
