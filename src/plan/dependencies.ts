import type { DiagnosticSink } from "../model/diagnostic.ts";
import type { Dependency, Project } from "../model/project.ts";
import { isUnknown } from "../model/unknown.ts";
import type { RepositorySettings } from "../settings/settings.ts";
import type { DependencyDerivation } from "./build-plan.ts";
import { fetchedSource } from "./fetched-source.ts";

/**
 * One derivation for each Hex and git dependency that the release needs. Path dependencies and umbrella children are
 * part of the project's own tree and compiled by the release itself (as nixpkgs' mixRelease does).
 */
export function planDependencies(
  project: Pick<Project, "deps" | "configuredApps">,
  diagnostics: DiagnosticSink,
  repos: Readonly<Record<string, RepositorySettings>> = {},
): readonly DependencyDerivation[] {
  const derivations = project.deps
    .filter((dep) => dep.inProd !== false)
    .flatMap((dep): DependencyDerivation[] => {
      const source = fetchedSource(dep, repos, diagnostics);
      return source === undefined ? [] : [derivation(dep, source, project, diagnostics)];
    });
  const names = new Set(derivations.map(({ app }) => app));
  return derivations.map((each) => ({ ...each, requires: each.requires.filter((required) => names.has(required)) }));
}

function derivation(
  dep: Dependency,
  source: DependencyDerivation["source"],
  { configuredApps }: Pick<Project, "configuredApps">,
  diagnostics: DiagnosticSink,
): DependencyDerivation {
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
    configured: isUnknown(configuredApps) || configuredApps.includes(dep.app),
  };
}
