import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { NifModule } from "../model/nif-module.ts";
import type { Project } from "../model/project.ts";
import { isUnknown } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";
import { chosenNifs } from "./plan-nifs.ts";

/** Reports the project's own NIF modules that do not compile, because the chosen environment lacks the package that they use. */
export function checkPackages(project: Project, settings: Settings, diagnostics: DiagnosticSink): void {
  for (const nif of chosenNifs(project.nifs, settings)) {
    const needed = packages[nif.macro];
    if (needed === null || isPresent(needed, project)) continue;
    const { file, line, column, module } = nif;
    diagnostics.report(
      "nif-package-missing",
      { file, line, column },
      { module, package: needed, env: settings.mixEnv },
    );
  }
}

const packages: Readonly<Record<NifModule["macro"], string | null>> = {
  Rustler: "rustler",
  RustlerPrecompiled: "rustler_precompiled",
  load_nif: null,
};

/** Rustler's own repository needs no dependency on itself. What is declared and not locked is reported with the lock. */
function isPresent(needed: string, { mix, apps, deps }: Project): boolean {
  const dependency = deps.find(({ app }) => app === needed);
  if (dependency !== undefined) return dependency.inProd !== false;
  // A path dependency asks for what its own modules use.
  if (deps.some(({ source, requires }) => source.kind === "path" && requires.includes(needed))) return true;
  return [mix, ...apps].some(
    ({ app, declaredDeps }) =>
      app === needed || isUnknown(declaredDeps) || declaredDeps.some((declared) => declared.app === needed),
  );
}
