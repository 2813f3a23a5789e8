import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/finding.ts";
import { renderNixpkgs } from "../emit/nixpkgs/render.ts";
import { homepageOf } from "../emit/nixpkgs/source.ts";
import type { OutputFile } from "../emit/output-file.ts";
import type { Place } from "../model/source.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { checkNixpkgs } from "../plan/check-nixpkgs.ts";
import { planUpstream } from "./plan-upstream.ts";
import type { Run } from "./run.ts";

/**
 * The files of a package of nixpkgs; none where something of the plan has no form there.
 * @throws FatalDiagnostic where `--src` names no sources.
 */
export async function renderPackage(
  run: Run,
  plan: BuildPlan,
  place: Place,
  diagnostics: Diagnostics,
): Promise<readonly OutputFile[]> {
  checkNixpkgs(plan, place, diagnostics);
  if (hasErrors(diagnostics.list)) return [];
  const upstream = await planUpstream(run, plan, place, diagnostics);
  const { description, homepage, licenses } = plan.package.about;
  const lacking = [
    ...(description === null ? ["description"] : []),
    ...(homepage === null && homepageOf(upstream.address) === null ? ["homepage"] : []),
    ...(licenses.length === 0 ? ["licence"] : []),
  ];
  if (lacking.length > 0) diagnostics.report("meta-incomplete", place, { fields: lacking.join(", ") });
  return renderNixpkgs(plan, upstream);
}
