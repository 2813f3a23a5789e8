import type { DiagnosticSink } from "../model/diagnostic.ts";
import type { NifModule, Project } from "../model/project.ts";
import type { Settings } from "../settings/settings.ts";
import { chosenNifs } from "./nifs.ts";

/** Reports the project's own NIF modules that do not compile, because the chosen environment lacks the package that they use. */
export function checkPackages(project: Project, settings: Settings, diagnostics: DiagnosticSink): void {
  for (const nif of chosenNifs(project.nifs, settings)) {
    const needed = packageOf(nif);
    if (isPresent(needed, project)) continue;
    const { file, line, column, module } = nif;
    diagnostics.report("nif-package-missing", { file, line, column }, { module, package: needed, env: settings.env });
  }
}

const packageOf = ({ macro }: NifModule): string => (macro === "Rustler" ? "rustler" : "rustler_precompiled");

/** Rustler's own repository needs no dependency on itself. */
function isPresent(needed: string, { mix, apps, deps }: Project): boolean {
  return (
    [mix, ...apps].some(({ app }) => app === needed) ||
    deps.some(({ app, inProd }) => app === needed && inProd !== false)
  );
}
