import type { Finding } from "../../diagnostics/finding.ts";
import type { NodeModules } from "../../model/assets.ts";
import { withoutCredentials } from "../../model/credentials.ts";
import type { DependencySource } from "../../model/dependency.ts";
import type { NifModule } from "../../model/nif-module.ts";
import type { Project } from "../../model/project.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Chosen } from "./native-dependencies.ts";

/**
 * What `scan --format json` prints: schema version 1, docs/scan.schema.json. Field names are camelCase, paths relative to the
 * project, a value that is not known statically is {"unknown": "why"}. Additions keep the version; anything else raises it.
 */
export function scanDocument(project: Project, plan: Chosen, findings: readonly Finding[]): unknown {
  const { mix } = project;
  return {
    schemaVersion: 1,
    project: {
      app: mix.app,
      version: mix.version,
      elixir: mix.elixir,
      umbrella: mix.umbrella,
      apps: project.apps.map((child) => child.app),
      releases: isUnknown(mix.releases) ? mix.releases : mix.releases.map((release) => release.name),
      configPath: mix.configPath,
    },
    deps: project.deps.map((dep) => ({
      app: dep.app,
      source: source(dep.source),
      builder: dep.builder,
      requires: dep.requires,
      inProd: dep.inProd,
    })),
    nifs: project.nifs.map(nif),
    makes: project.makes.map(({ app, folder }) => ({ app, folder })),
    natives: plan.natives.map(({ app, way, make, cached, modules }) => ({
      app,
      way,
      published: way === "prebuilt" || make?.way === "prebuilt" || cached !== null,
      modules: modules.map(({ module }) => module),
    })),
    assets: [
      ...project.frontEnds.map(({ folder, commands, nodeModules }) => ({
        project: folder,
        task: commands.join(" && "),
        tools: [],
        locks: nodeModules.map(lock),
      })),
      ...plan.assets.map(({ directory, task, tools }) => {
        const read = project.assets.find((each) => each.project === directory && each.task === task);
        return {
          project: directory,
          task,
          tools: tools.map(({ app, package: name }) => ({ app, asked: read?.versions[app] ?? null, package: name })),
          locks: (read?.nodeModules ?? []).map(lock),
        };
      }),
    ],
    machine: project.machine,
    diagnostics: findings,
  };
}

function lock({ lockFile, manager, packages }: NodeModules): unknown {
  return {
    lockFile,
    manager,
    packages: packages.length,
    contents: packages.map(({ name, version }) => ({ name, version })),
  };
}

function source(from: DependencySource): unknown {
  switch (from.kind) {
    case "hex": {
      const { kind, package: name, version, repo, innerChecksum, outerChecksum } = from;
      return { kind, package: name, version, repo, innerChecksum, outerChecksum };
    }
    case "git": {
      const { kind, url, rev, branch, tag, submodules, sparse, subdir } = from;
      return { kind, url: withoutCredentials(url), rev, branch, tag, submodules, sparse, subdir };
    }
    case "path":
      return { kind: from.kind, path: from.path, inUmbrella: from.inUmbrella };
  }
}

function nif(module: NifModule): unknown {
  const { onSystems } = module;
  return onSystems === undefined ? fieldsOf(module) : { ...fieldsOf(module), onSystems: differing(onSystems) };
}

/** What is not the same on all systems. */
function differing(onSystems: NonNullable<NifModule["onSystems"]>): unknown {
  const each = Object.entries(onSystems).map(([system, one]) => [system, one && fieldsOf(one)] as const);
  const texts = (key: string): ReadonlySet<string> =>
    new Set(each.flatMap(([, fields]) => (fields === null ? [] : [JSON.stringify(fields[key])])));
  return Object.fromEntries(
    each.map(([system, fields]) => [
      system,
      fields && Object.fromEntries(Object.entries(fields).filter(([key]) => key !== "line" && texts(key).size > 1)),
    ]),
  );
}

function fieldsOf(module: NifModule): Readonly<Record<string, unknown>> {
  return {
    project: module.project,
    file: module.file,
    line: module.line,
    module: module.module,
    macro: module.macro,
    otpApp: module.otpApp,
    crate: module.crate,
    path: module.path,
    manifest: module.manifest,
    cargoLock: module.cargoLock,
    features: module.features,
    defaultFeatures: module.defaultFeatures,
    mode: module.mode,
    target: module.target,
    loadFrom: module.loadFrom,
    skipCompilation: module.skipCompilation,
    version: module.version,
    baseUrl: module.baseUrl,
    targets: module.targets,
    nifVersions: module.nifVersions,
    forceBuild: module.forceBuild,
  };
}
