import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { parseVersion } from "../elixir/version/version.ts";
import type { CrateProgram } from "../model/crate.ts";
import type { MixProject } from "../model/mix-project.ts";
import type { DependencyNatives } from "../model/natives.ts";
import { isInside, joinPath, parentPath, relativePath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { isOfWrongKind, isUnknown, knownOr } from "../model/unknown.ts";
import { linuxDevelopmentPrograms } from "../recipes/development-programs.ts";
import { knownCompilers } from "../recipes/known-compilers.ts";
import type { Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import type { AboutPlan, BuildPlan, PackagePlan, ReleasePlan } from "./build-plan.ts";
import { checkMixTasks } from "./check-mix-tasks.ts";
import { checkTargets } from "./check-targets.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import type { NifPlacement } from "./nif-placement.ts";
import { planArtifacts } from "./plan-artifacts.ts";
import { planAssets } from "./plan-assets.ts";
import { planBeam } from "./plan-beam.ts";
import { type CrateUse, crateKey, planCrates } from "./plan-crates.ts";
import { planDependencies } from "./plan-dependencies.ts";
import { planArchives } from "./plan-mix-archives.ts";
import { placeNatives, planNatives } from "./plan-natives.ts";
import { chosenNifs, planNifs, type PlannedNif, type PlannedOnSystems } from "./plan-nifs.ts";
import { planNode } from "./plan-node.ts";
import { planOwnMake } from "./plan-own-make.ts";
import { planReleases } from "./plan-releases.ts";
import { planRun } from "./plan-run.ts";
import { isPrecompiled } from "./precompiled.ts";

/**
 * From a project to its derivations. What keeps a part from being built is reported as an error and the part left out:
 * a plan made while errors were reported must not be written.
 */
export function plan(project: Project, settings: Settings, diagnostics: DiagnosticSink): BuildPlan {
  const wanted = chosenNifs(project.nifs, settings);
  const planned = wanted.flatMap((nif) => planNifs(nif, project, settings, diagnostics));
  const foreign = planNatives(project, settings, diagnostics, builtWith(project, settings));
  const uses = [...planned, ...foreign.flatMap((each) => each.modules)].flatMap((each) => each.use ?? []);
  const programs = project.programs.map((program) => ({ ...program, use: programUse(program) }));
  const crates = planCrates([...uses, ...programs.map(({ use }) => use)], settings, project.folder, diagnostics);
  const deps = planDependencies(project, diagnostics, settings, foreign);
  if (foreign.length === 0) checkSomeNif(project, settings, diagnostics);
  checkMixTasks(project, settings, diagnostics);
  checkTargets(
    planned,
    programs.map(({ crate }) => crate),
    settings,
    diagnostics,
  );
  return {
    package: planPackage(project, settings, diagnostics, planned, crates),
    beam: planBeam(project, settings, diagnostics),
    rust: settings.rust,
    crates: [...crates.values()],
    nifs: placeLibraries(planned, crates),
    programs: programs.map(({ folder, crate, use }) => ({
      directory: folder,
      workspace: parentPath(crate.workspaceManifest),
      crate: (crates.get(crateKey(use)) as CrateDerivation).attr,
    })),
    deps,
    configuration: readLines(project, deps),
    make: planOwnMake(project.makes, settings, diagnostics),
    assets: planAssets(project),
    frontEnds: project.frontEnds.map(({ folder, commands }) => ({ directory: folder, commands })),
    tasks: settings.build.tasks,
    node: planNode(project, settings, diagnostics),
    linuxShell: [...new Set(project.deps.flatMap(({ app }) => lookUp(linuxDevelopmentPrograms, app) ?? []))],
    natives: foreign.map((each) => placeNatives(each, crates)),
    style: settings.style,
    outputs: settings.outputs,
    ...planArtifacts(planned, project, settings, (use) => crates.get(crateKey(use))?.attr, diagnostics),
    checks: null,
    run: planRun(project.machine),
  };
}

const programUse = ({ crate, features, defaultFeatures }: CrateProgram): CrateUse => ({
  crate,
  home: null,
  features,
  defaultFeatures,
  mode: "release",
  programs: true,
  env: {},
});

/** The lines of those applications whose configuration some dependency is given. */
function readLines({ configuration }: Project, deps: BuildPlan["deps"]): BuildPlan["configuration"] {
  const read = new Set(deps.flatMap(({ reads }) => reads ?? []));
  return Object.fromEntries(
    configuration.flatMap(({ app, lines }) => (read.has(app) && lines !== null ? [[app, lines]] : [])),
  );
}

/** The Erlang/OTP release that builds; what is to be said of it is said with its plan. */
const builtWith = (project: Project, settings: Settings): string | undefined =>
  planBeam(project, settings, { report: () => {} }).erlang ?? undefined;

/** Most projects have none; with dependencies or compilers that could not be read nobody can tell, and that was said. */
function checkSomeNif(project: Project, settings: Settings, diagnostics: DiagnosticSink): void {
  if (
    project.nifs.length + project.makes.length + project.programs.length > 0 ||
    project.natives.some((each) => isNative(each) || each.unread) ||
    [project.mix, ...project.apps].some(({ compilers }) =>
      knownOr(compilers, []).some((name) => !knownCompilers.has(name)),
    )
  )
    return;
  diagnostics.report("no-nif-found", project.mix.place, { env: settings.mixEnv });
}

/** Whether a dependency compiles or downloads a library, as far as it is known. */
function isNative({ nifs, make, rebarPlugins, requires }: DependencyNatives): boolean {
  const byMake = make !== null || requires.some((app) => app === "elixir_make" || app === "cc_precompiler");
  return nifs.length > 0 || byMake || rebarPlugins.includes("pc");
}

/** Why Mix does not take a version; undefined where it does, or that is not known. */
function whyInvalid(version: Project["mix"]["version"]): string | undefined {
  if (version === null) return "missing";
  if (isUnknown(version)) return isOfWrongKind(version) ? version.unknown.replace(/^is /, "") : undefined;
  return parseVersion(version) === undefined ? `"${version}"` : undefined;
}

function planPackage(
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
  planned: readonly PlannedNif[],
  crates: ReadonlyMap<string, CrateDerivation>,
): PackagePlan {
  const { mix } = project;
  const root = relativePath(project.folder, project.buildRoot);
  const directory = relativePath(project.buildRoot, project.folder);
  const configPath = knownOr(mix.configPath, "config/config.exs");
  const lockedElsewhere = project.deps.flatMap(({ app, inProd, source }) =>
    inProd === false && source.kind !== "path" ? [app] : [],
  );
  const releases = planReleases(project, settings, diagnostics);
  if (isUnknown(mix.version) && !isOfWrongKind(mix.version)) {
    diagnostics.report("project-version-unknown", mix.place, {
      why: mix.version.unknown,
      pname: (releases[0] as ReleasePlan).pname,
    });
  }
  for (const { app, umbrella, version, place } of [mix, ...project.apps]) {
    // An umbrella itself is not compiled (Mix.Tasks.Compile.App).
    const said = umbrella ? undefined : whyInvalid(version);
    if (said === undefined) continue;
    diagnostics.report("project-version-invalid", place, { app: knownOr(app, null) ?? "the project", said });
  }
  const shell = planned
    .flatMap(({ use }) => (use === null ? [] : [{ use, toolchain: crates.get(crateKey(use))?.toolchain ?? null }]))
    .find(({ toolchain }) => toolchain !== null);
  const chosen = shell === undefined ? null : (lookUp(settings.crates, shell.use.crate.packageName)?.toolchain ?? null);
  return {
    releases,
    about: planAbout(mix, diagnostics),
    mixEnv: settings.mixEnv,
    rootFromNix: joinPath("..", root),
    directory,
    ...releaseFiles(project, settings, { directory, lockedElsewhere }),
    lockFile: project.lockFile,
    lockedElsewhere,
    configPath,
    configFolder: joinPath(directory, parentPath(configPath)),
    readsConfigAtStart: project.readsConfigAtStart,
    configFiles: project.buildFiles.config.map((path) => joinPath(directory, path)),
    env: { ...(planned.some(isForced) ? { RUSTLER_PRECOMPILED_FORCE_BUILD_ALL: "1" } : {}), ...settings.build.env },
    configEnv: settings.build.env,
    path: settings.run.path,
    maxClosureSize: settings.run.maxClosureSize === null ? null : bytesOf(settings.run.maxClosureSize),
    archives: planArchives(project),
    toolchain: shell?.toolchain ?? null,
    toolchainFile:
      chosen === null && shell?.use.toolchain === undefined ? (shell?.use.crate.toolchain?.path ?? null) : null,
  };
}

/** "1.5GiB" -> bytes; with `i` the units are powers of 1024. */
function bytesOf(size: string): number {
  const [, number = "", unit = "", binary] = /^([\d.]+)([KMG])(i?)B$/.exec(size) ?? [];
  return Math.round(Number(number) * (binary === "i" ? 1024 : 1000) ** ("KMG".indexOf(unit) + 1));
}

function planAbout({ about, app, place }: MixProject, diagnostics: DiagnosticSink): AboutPlan {
  const keys = { description: "description", homepage: "homepage_url", licenses: "package: licenses" } as const;
  for (const [name, field] of Object.entries(keys)) {
    const value = about[name as keyof typeof keys];
    // Where nothing of the project is known, that was said.
    if (isUnknown(value) && !isUnknown(app))
      diagnostics.report("project-field-unknown", place, { field, why: value.unknown, assumed: "absent" });
  }
  return {
    description: knownOr(about.description, null),
    homepage: knownOr(about.homepage, null),
    licenses: knownOr(about.licenses, []),
  };
}

/** An edit of these does not build the release anew. */
const NIX_FILES = ["flake.nix", "flake.lock", "default.nix", "npins", "nix", "nif2nix.toml"];

/** What the settings name is taken besides, and what lies elsewhere is left out then even where not all that is read is known. */
function releaseFiles(
  { buildFiles: { projects, taken, whole, all, except }, needed, lockFile }: Project,
  { include }: Settings,
  { directory, lockedElsewhere }: Pick<PackagePlan, "directory" | "lockedElsewhere">,
): Pick<PackagePlan, "projects" | "sources" | "except"> {
  const wished = include ?? [];
  const lock = lockFile === null ? [] : [lockFile];
  const isRewritten = lockedElsewhere.length > 0;
  if (!whole) {
    const holdsLock = projects.some((path) => joinPath(path, "mix.lock") === lockFile);
    const sources = [...taken, ...wished, ...(isRewritten || holdsLock ? [] : lock)];
    return {
      projects: projects.map((path) => joinPath(directory, path)),
      sources: releaseSources(sources, directory),
      except: isRewritten ? releaseSources(lock, directory) : [],
    };
  }
  const left = except.filter((path) => !wished.some((each) => isInside(each, path) || isInside(path, each)));
  return {
    projects: [directory],
    sources: releaseSources(include === null ? all : [...needed, ...wished], directory),
    except: releaseSources([...left, ...NIX_FILES, ...(isRewritten ? lock : [])], directory),
  };
}

/** Paths relative to the project, as seen from the root; none inside another. */
function releaseSources(paths: readonly string[], directory: string): readonly string[] {
  const fromRoot = [...new Set(paths.map((path) => joinPath(directory, path)))].sort();
  return fromRoot.filter((path) => !fromRoot.some((other) => other !== path && isInside(other, path)));
}

/**
 * RustlerPrecompiled hands over to Rustler where a module does not say so itself. The variable leaves no trace in the compiled application, unlike
 * `config :rustler_precompiled`, which a release compares at boot with what each dependency was compiled with.
 */
const isForced = ({ nif, artifact, published }: PlannedNif): boolean =>
  isPrecompiled(nif) && artifact === null && published === null && nif.forceBuild !== true;

/** Gives each module its library: the name that the project asks for, otherwise Rustler's old and plain lib<crate>. */
function placeLibraries(
  planned: readonly PlannedOnSystems[],
  crates: ReadonlyMap<string, CrateDerivation>,
): readonly NifPlacement[] {
  // Two derivations of one crate (other features) must not overwrite each other's library.
  const owners = new Map<string, string>();
  return planned.map(
    ({ nif, systems, configApp, use, shipped, loadApp, loadPath, directory, artifact, published }): NifPlacement => {
      const configured = nif.macro === "load_nif" ? null : configApp;
      const common = { module: nif.module, systems, configApp: configured, loadApp, directory, artifact, published };
      // The checksum file lies where Mix compiles the module.
      if (published !== null) return { ...common, configApp: null, crate: null, library: null, directory: nif.project };
      if (shipped) return { ...common, configApp: null, crate: null, library: loadPath };
      if (use === null) return { ...common, crate: null, library: null };
      const crate = crates.get(crateKey(use)) as CrateDerivation;
      // Its checksum file lies where Mix compiles the module; the library's name is RustlerPrecompiled's own matter.
      if (artifact !== null)
        return { ...common, configApp: null, crate: crate.attr, library: null, directory: nif.project };
      let library = loadPath ?? `priv/native/lib${crate.libName}`;
      for (let number = 2; (owners.get(`${directory}/${library}`) ?? crate.attr) !== crate.attr; number += 1) {
        library = `priv/native/lib${crate.libName}_${number}`;
      }
      owners.set(`${directory}/${library}`, crate.attr);
      return { ...common, crate: crate.attr, library };
    },
  );
}
