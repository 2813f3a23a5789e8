import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Beside, Dependency } from "../model/dependency.ts";
import type { Project } from "../model/project.ts";
import { isUnknown } from "../model/unknown.ts";
import { type Settings, defaultSettings } from "../settings/settings.ts";
import { type BesideSource, isConfigured, type DependencyDerivation, type NifWay } from "./dependency-derivation.ts";
import { fetchedSource, type SourceSettings } from "./fetched-source.ts";
import { type Configured, readableConfiguration } from "./readable-configuration.ts";
import { compiledTogether } from "./together.ts";

/**
 * One derivation for each Hex and git dependency that the release needs. Path dependencies and umbrella children are
 * part of the project's own tree and compiled by the release itself (as nixpkgs' mixRelease does).
 * @param natives the way of each dependency with NIFs: some are configured beside those that the project's configuration
 *   names, and a forced build needs rustler, which a package may not list.
 */
export function planDependencies(
  project: Pick<Project, "deps" | "configuredApps"> & Partial<Configured & Pick<Project, "besides">>,
  diagnostics: DiagnosticSink,
  settings: SourceSettings & Partial<Pick<Settings, "dependencies">> = defaultSettings,
  natives: readonly { readonly app: string; readonly way: NifWay }[] = [],
): readonly DependencyDerivation[] {
  const derivations = project.deps
    .filter((dep) => dep.inProd !== false)
    .flatMap((dep): DependencyDerivation[] => {
      const source = fetchedSource(dep, settings, diagnostics);
      return source === undefined ? [] : [derivation(dep, source, diagnostics)];
    });
  const names = new Set(derivations.map(({ app }) => app));
  const forced = new Set(natives.filter((each) => each.way === "force").map((each) => each.app));
  const present = derivations.map((each) => {
    const requires = forced.has(each.app) ? [...new Set([...each.requires, "rustler"])] : each.requires;
    return { ...each, requires: requires.filter((required) => names.has(required)) };
  });
  const configuring = natives.filter((each) => isConfigured(each.way)).map((each) => each.app);
  const configured = configuredClosure(present, project.configuredApps, configuring);
  const readable = isConfigurationKnown(project) ? readableConfiguration(project) : () => null;
  const planned = present.map((each) => ({
    ...each,
    configured: configured.has(each.app),
    reads: configured.has(each.app) ? readable(each.app) : [],
    beside: besideOf(each, project.besides ?? [], names),
  }));
  if (settings.dependencies !== "together") return planned;
  const special = new Set(natives.map(({ app }) => app));
  const byMix = new Set(
    project.deps.flatMap(({ app, builder, sourceOnly }) => (builder === "mix" && !sourceOnly ? [app] : [])),
  );
  const together = compiledTogether(
    planned,
    ({ app, beside }) => byMix.has(app) && !special.has(app) && beside.length === 0,
  );
  return planned.map((each) => ({ ...each, together: together.has(each.app) }));
}

/** Only what is fetched can be laid there. */
function besideOf(
  { app, source }: DependencyDerivation,
  all: readonly Beside[],
  names: ReadonlySet<string>,
): readonly BesideSource[] {
  return all.flatMap((each): BesideSource[] => {
    if (each.app !== app) return [];
    if (each.path === null) return names.has(each.name) ? [{ name: each.name, source: null }] : [];
    return source.kind === "git" ? [{ name: each.name, source: { ...source, folder: each.path } }] : [];
  });
}

const isConfigurationKnown = (project: Partial<Configured>): project is Configured =>
  project.configuration !== undefined;

/**
 * What is compiled with the project's configuration: what it configures, and everything built on that. `mix compile`
 * loads the applications below and stops where one was compiled with another value than is set now
 * (Mix.Tasks.Compile.All, Config.Provider.valid_compile_env?/1).
 */
function configuredClosure(
  derivations: readonly DependencyDerivation[],
  configuredApps: Project["configuredApps"],
  configuring: readonly string[],
): ReadonlySet<string> {
  const everything = isUnknown(configuredApps) ? derivations.map(({ app }) => app) : configuredApps;
  const configured = new Set([...everything, ...configuring]);
  // Most projects configure themselves alone, and nothing that is fetched is built on them.
  if (!derivations.some(({ app }) => configured.has(app))) return configured;
  const users = new Map<string, string[]>();
  for (const { app, requires } of derivations) {
    for (const required of requires) {
      const known = users.get(required);
      if (known === undefined) users.set(required, [app]);
      else known.push(app);
    }
  }
  for (const app of configured) for (const user of users.get(app) ?? []) configured.add(user);
  return configured;
}

function derivation(
  dep: Dependency,
  source: DependencyDerivation["source"],
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
    configured: false,
    reads: [],
    beside: [],
    together: false,
  };
}
