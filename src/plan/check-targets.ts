import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate } from "../model/crate.ts";
import type { NifModule } from "../model/nif-module.ts";
import { knownOr } from "../model/unknown.ts";
import { reportTarget } from "../settings/report-target.ts";
import type { Settings } from "../settings/settings.ts";
import type { CrateUse } from "./plan-crates.ts";

/**
 * Says of each target that the project's modules and cargo's configuration ask for whether the library is built for it: what
 * is built here is always for the BEAM that loads it.
 */
export function checkTargets(
  planned: readonly { readonly variants: readonly NifModule[]; readonly use: CrateUse | null }[],
  programs: readonly Crate[],
  settings: Settings,
  diagnostics: DiagnosticSink,
): void {
  const built = planned.flatMap(({ variants, use }) => (use === null ? [] : [{ variants, use }]));
  for (const { module, target, env, file, line, column } of built.flatMap(({ variants }) => variants)) {
    const place = { file, line, column };
    const { CARGO_BUILD_TARGET } = Object.fromEntries(knownOr(env, []));
    const asked = { "`target:`": knownOr(target, null), CARGO_BUILD_TARGET };
    for (const [option, value] of Object.entries(asked)) {
      if (!value) continue;
      reportTarget({ asking: `${option} of ${module}`, target: value, place }, settings, diagnostics);
    }
  }
  // Modules share crates, and crates files.
  const places = new Set<string>();
  for (const { packageName, buildTargets } of [...built.map(({ use }) => use.crate), ...programs]) {
    for (const { target, place } of buildTargets) {
      const at = JSON.stringify(place);
      if (places.has(at)) continue;
      places.add(at);
      const asking = `[build] target of the crate ${packageName}`;
      reportTarget({ asking, target, place }, settings, diagnostics);
    }
  }
}
