import type { DiagnosticSink } from "../model/diagnostic.ts";
import { isInside } from "../model/paths.ts";
import type { Dependency, Project } from "../model/project.ts";
import { isUnknown } from "../model/unknown.ts";
import type { DependencyDerivation } from "./build-plan.ts";

/**
 * One derivation for each Hex and git dependency that the release needs. Path dependencies and umbrella children are
 * part of the project's own tree and compiled by the release itself (as nixpkgs' mixRelease does).
 */
export function planDependencies(
  project: Pick<Project, "deps" | "configuredApps">,
  diagnostics: DiagnosticSink,
): readonly DependencyDerivation[] {
  const wanted = project.deps.filter((dep) => dep.inProd !== false);
  const derivations = wanted.flatMap((dep) => planDependency(dep, project, diagnostics) ?? []);
  const names = new Set(derivations.map((derivation) => derivation.app));
  return derivations.map((derivation) => ({
    ...derivation,
    requires: derivation.requires.filter((required) => names.has(required)),
  }));
}

function planDependency(
  dep: Dependency,
  project: Pick<Project, "configuredApps">,
  diagnostics: DiagnosticSink,
): DependencyDerivation | undefined {
  const { source } = dep;
  if (source.kind === "path") return undefined;
  if (source.kind === "hex" && source.outerChecksum === null) {
    diagnostics.report("lock-without-outer-checksum", dep.place, { app: dep.app, version: source.version });
  }
  if (source.kind === "git" && source.subdir !== null && !isInside(".", source.subdir)) {
    diagnostics.report("path-outside-root", dep.place, { path: `subdir ${source.subdir} of ${dep.app}` });
    return undefined;
  }
  if (isUnknown(dep.builder) && !dep.sourceOnly) {
    diagnostics.report("builder-unknown", dep.place, { app: dep.app, why: dep.builder.unknown });
  }
  return {
    app: dep.app,
    version: source.kind === "hex" ? source.version : source.rev.slice(0, 12),
    source,
    builder: isUnknown(dep.builder) ? "mix" : dep.builder,
    requires: dep.requires,
    sourceOnly: dep.sourceOnly,
    configured: isUnknown(project.configuredApps) || project.configuredApps.includes(dep.app),
  };
}
