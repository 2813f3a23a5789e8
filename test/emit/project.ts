import type { Crate } from "../../src/model/crate.ts";
import type { Dependency } from "../../src/model/dependency.ts";
import type { MixProject } from "../../src/model/mix-project.ts";
import type { NifModule } from "../../src/model/nif-module.ts";
import type { Project } from "../../src/model/project.ts";

/** Small parts of a project, with what a test does not care about filled in. */

const place = { file: "mix.exs", line: 1, column: 1 };

export function mixProject(changes: Partial<MixProject> = {}): MixProject {
  return {
    path: ".",
    place,
    app: "my_app",
    version: "1.2.3",
    elixir: null,
    umbrella: false,
    appsPath: null,
    configPath: "config/config.exs",
    buildPath: "_build",
    depsPath: "deps",
    lockfile: "mix.lock",
    elixircPaths: ["lib"],
    compilers: [],
    aliases: [],
    releases: [],
    defaultRelease: null,
    archives: [],
    escript: false,
    warningsAsErrors: false,
    declaredDeps: [],
    about: { description: null, homepage: null, licenses: [] },
    ...changes,
  };
}

export function project(changes: Partial<Project> = {}): Project {
  return {
    folder: "/p",
    buildRoot: "/p",
    needed: ["."],
    mix: mixProject(),
    apps: [],
    beam: { erlang: null, elixir: null },
    lockFile: "mix.lock",
    deps: [],
    besides: [],
    nifs: [],
    natives: [],
    data: [],
    artifacts: { checksums: {}, artifactUrls: {} },
    makes: [],
    assets: [],
    frontEnds: [],
    node: null,
    programs: [],
    crates: [],
    configFiles: [],
    buildFiles: {
      projects: ["."],
      taken: ["mix.lock"],
      whole: true,
      all: ["."],
      except: [],
      config: ["config/config.exs"],
      unknown: [],
    },
    machine: {
      buildVariables: [],
      startVariables: [],
      variables: [],
      programs: [],
      files: [],
      compileFiles: [],
      migrations: [],
      overlays: [],
    },
    configuredApps: [],
    readsConfigAtStart: false,
    configuration: [],
    ...changes,
  };
}

export function hexDep(app: string, changes: Partial<Dependency> = {}): Dependency {
  return {
    app,
    source: {
      kind: "hex",
      package: app,
      version: "1.0.0",
      repo: "hexpm",
      innerChecksum: "0".repeat(64),
      outerChecksum: "1".repeat(64),
    },
    builder: "mix",
    requires: [],
    inProd: true,
    sourceOnly: false,
    place: { file: "mix.lock", line: 2, column: 3 },
    ...changes,
  };
}

export function crate(name: string, changes: Partial<Crate> = {}): Crate {
  return {
    manifest: `native/${name}/Cargo.toml`,
    workspaceManifest: `native/${name}/Cargo.toml`,
    cargoLock: `native/${name}/Cargo.lock`,
    packageName: name,
    version: "0.1.0",
    rustVersion: null,
    libName: name.replaceAll("-", "_"),
    features: { names: ["a", "b", "default", "fast"], owners: [name] },
    sources: [`native/${name}`],
    standIns: [],
    unread: [],
    tools: [],
    flags: { build: false, target: false },
    buildTargets: [],
    toolchain: null,
    nightly: null,
    ownConfigs: [],
    lockVersion: 4,
    locked: [],
    ...changes,
  };
}

export function nif(module: string, changes: Partial<NifModule> = {}): NifModule {
  return {
    project: ".",
    file: "lib/native.ex",
    line: 2,
    column: 3,
    module,
    macro: "Rustler",
    otpApp: "my_app",
    crate: "my_nif",
    path: "native/my_nif",
    manifest: "native/my_nif/Cargo.toml",
    cargoLock: "native/my_nif/Cargo.lock",
    features: [],
    defaultFeatures: true,
    mode: "release",
    target: null,
    loadFrom: null,
    skipCompilation: false,
    lib: true,
    env: [],
    version: null,
    baseUrl: null,
    targets: null,
    nifVersions: null,
    forceBuild: null,
    variants: null,
    variables: [],
    ...changes,
  };
}
