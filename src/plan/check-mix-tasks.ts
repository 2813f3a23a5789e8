import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { isUnknown, knownOr } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";
import { mixArchives } from "./plan-mix-archives.ts";

/** Reports what a project has Mix do besides compiling and assembling, and what of it no build here does. */
export function checkMixTasks(
  { mix, apps, deps, beam }: Project,
  settings: Pick<Settings, "beam">,
  diagnostics: DiagnosticSink,
): void {
  for (const { name, steps } of knownOr(mix.releases, [])) {
    const others = isUnknown(steps) ? ["what is not known"] : steps.filter((step) => step !== "assemble");
    if (others.length === 0) continue;
    const atoms = others.filter((step) => /^[a-z]\w*$/.test(step)).map((step) => `:${step}`);
    const functions = others.filter((step) => step === "a function").length;
    const rest = others.filter((step) => /[ /]/.test(step) && step !== "a function");
    const counted = functions === 0 ? [] : [functions === 1 ? "a function" : `${functions} functions`];
    diagnostics.report("release-steps", mix.place, {
      release: name,
      steps: [...counted, ...atoms, ...rest].join(", "),
    });
  }
  for (const { escript, place } of [mix, ...apps]) if (escript) diagnostics.report("escript-not-built", place, {});
  const said = beam.elixir !== null || settings.beam.elixir !== null;
  const strict = [mix, ...apps].find(({ warningsAsErrors }) => warningsAsErrors === true);
  if (strict !== undefined && !said) diagnostics.report("warnings-as-errors", strict.place, {});
  const nerves = deps.some(({ app, inProd }) => app === "nerves" && inProd !== false);
  for (const { name, place } of mixArchives([mix, ...apps])) {
    const more = nerves ? "; what is built is a release for this machine, and no firmware" : "";
    diagnostics.report("archive-stands-in", place, { name, more });
  }
}
