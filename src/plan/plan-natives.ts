import { Diagnostics, type DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Dependency } from "../model/dependency.ts";
import { type DependencyNatives, nothingNative } from "../model/natives.ts";
import type { NifModule } from "../model/nif-module.ts";
import type { Project } from "../model/project.ts";
import type { ToolchainFile } from "../model/toolchain.ts";
import { isUnknown, knownOr } from "../model/unknown.ts";
import { beamVersions } from "../recipes/beam-versions.ts";
import type { PackageWay, Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import { type DependencyModule, type DependencyNifs, type NifWay, isConfigured } from "./dependency-derivation.ts";
import { type FetchedSource, fetchedSource } from "./fetched-source.ts";
import type { PrecompiledModule } from "./nif-placement.ts";
import { noNeeds, packageNeeds, type PackageNeeds } from "./package-needs.ts";
import { crateKey, crateOf, type CrateUse } from "./plan-crates.ts";
import { chosenNifs, crateUse, needing, type Refuse } from "./plan-nifs.ts";
import { planOnSystems } from "./plan-on-systems.ts";
import {
  canForceAll,
  hasArtifacts,
  hasRustler,
  isPrecompiled,
  precompiledModule,
  publishedFor,
} from "./precompiled.ts";
import { systemEnv } from "./system-env.ts";

/** A dependency with NIFs, its way chosen and everything that way needs known. */
export interface PlannedNatives {
  readonly app: string;
  readonly way: NifWay;
  readonly modules: readonly PlannedNativeModule[];
  readonly needs: PackageNeeds;
}

interface NativeModule {
  readonly nif: NifModule;
  readonly use: CrateUse | null;
  readonly precompiled: PrecompiledModule | null;
}

type PlannedNativeModule = ReturnType<typeof planOnSystems<NativeModule>>[number];

/** Chooses a way for each dependency that has NIF modules. What cannot be had in any way is reported and left out. */
export function planNatives(
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
  otp: string = beamVersions.defaultErlang,
): readonly PlannedNatives[] {
  return withSettings(project, settings).flatMap((natives) => {
    const dep = project.deps.find((each) => each.app === natives.app);
    const nifs = chosenNifs(natives.nifs, settings);
    if (dep === undefined) return [];
    const needs = packageNeeds(natives, dep, project, settings, diagnostics);
    if (nifs.length === 0 && needs === null) return [];
    // What keeps it from being fetched is reported with the dependency itself.
    const source = fetchedSource(dep, settings, new Diagnostics());
    if (source === undefined) return [];
    const common = { app: dep.app, needs: needs ?? noNeeds };
    if (nifs.length === 0) return [{ ...common, way: "none", modules: [] }];
    const way = chooseWay(natives, nifs, lookUp(settings.packages, dep.app)?.way ?? null, project, otp);
    if (way === "force" && !hasRustler(project)) {
      const module = `${nifs.find(isPrecompiled)?.module} of ${dep.app}`;
      diagnostics.report("rustler-missing-for-force", dep.place, { module, env: settings.mixEnv });
      return [];
    }
    const deaf = nifs.find((nif) => isPrecompiled(nif) && nif.forceBuild !== true);
    if (way === "force" && deaf !== undefined && !canForceAll(project.deps)) {
      diagnostics.report("force-not-known", dep.place, { module: `${deaf.module} of ${dep.app}`, app: dep.app });
      return [];
    }
    const home = { way, natives, dep, source, deps: project.deps };
    const modules = nifs.map((nif) => planOnSystems(nif, (one, sink) => planModule(one, home, sink), diagnostics));
    return modules.every((each) => each.length > 0) ? [{ ...common, way, modules: modules.flat() }] : [];
  });
}

/** Dependencies with native parts, and those that the settings or mix.exs give something for their build. */
function withSettings(project: Project, settings: Settings): readonly DependencyNatives[] {
  const known = new Set(project.natives.map((each) => each.app));
  const given = project.deps.filter((dep) => Object.keys(systemEnv(dep, project)).length > 0);
  const others = [...new Set([...Object.keys(settings.packages), ...given.map(({ app }) => app)])].filter(
    (app) => !known.has(app),
  );
  return [...project.natives, ...others.map(nothingNative)];
}

/**
 * The way of a dependency. Prebuilt artifacts are the default for RustlerPrecompiled: they are what the package's authors
 * tested, need no compiler, and their hashes are already in the package. A package that forces its own build in this
 * configuration would ignore them whatever was wished, and one without checksums has none. What is published for other
 * NIF versions than the BEAM's is of no use: the crate is built, by force where RustlerPrecompiled would refuse the BEAM. One that has modules of
 * both kinds needs rustler anyway, and has its crates built for all of them.
 */
function chooseWay(
  natives: DependencyNatives,
  nifs: readonly NifModule[],
  wish: PackageWay | null,
  project: Project,
  otp: string,
): NifWay {
  if (!nifs.some(isPrecompiled)) return "rustler";
  if (!nifs.every(isPrecompiled) || nifs.some((nif) => nif.forceBuild === true)) return "force";
  if (wish !== null) return wish;
  if (!nifs.every((nif) => hasArtifacts(nif, natives))) return "source";
  const found = nifs.map((nif) => publishedFor(nif, natives, project.deps, otp));
  if (natives.crates.length === 0 || found.every((each) => each === "yes")) return "prebuilt";
  return found.includes("undeclared") && hasRustler(project) ? "force" : "source";
}

/** The dependency that a module is of, and what was decided for it. */
interface Home {
  readonly way: NifWay;
  readonly natives: DependencyNatives;
  readonly dep: Dependency;
  readonly source: FetchedSource;
  readonly deps: Project["deps"];
}

function planModule(
  nif: NifModule,
  { way, natives, dep, source, deps }: Home,
  diagnostics: DiagnosticSink,
): NativeModule | undefined {
  const refuse: Refuse = (code, args) => {
    // The place in the user's own files: what is inside a dependency, nobody here can change.
    diagnostics.report(code, dep.place, { module: `${nif.module} of ${dep.app}`, ...args });
    return undefined;
  };
  const need = needing(refuse);
  if (way === "prebuilt" && !hasArtifacts(nif, natives)) return refuse("artifacts-unknown", { app: dep.app });
  const precompiled = isConfigured(way) ? null : precompiledModule(nif, natives, deps, need);
  if (precompiled === undefined) return undefined;
  if (way === "prebuilt") return { nif, use: null, precompiled };
  if (need("otp_app", nif.otpApp) === undefined) return undefined;
  const found = crateUse(nif, natives.crates, need, refuse);
  if (found === undefined) {
    const known = crateOf(nif, natives.crates) !== undefined || isUnknown(nif.manifest);
    if (!known) refuse("dependency-crate-missing", { app: dep.app });
    return undefined;
  }
  const lock = found.crate.cargoLock === null ? undefined : natives.cargoLocks[found.crate.cargoLock];
  if (lock === undefined)
    return refuse("dependency-cargo-lock-missing", { app: dep.app, crate: found.crate.packageName });
  const use = { ...found, home: { app: dep.app, source, cargoLock: lock } };
  return {
    nif,
    use: use.toolchain === undefined ? use : { ...use, toolchain: ofDependency(use.toolchain, dep) },
    precompiled,
  };
}

/** As seen from the project, like a toolchain file of a dependency. */
const ofDependency = (toolchain: ToolchainFile, { app, place }: Dependency): ToolchainFile => ({
  ...toolchain,
  path: `deps/${app}/${toolchain.path}`,
  place,
});

/** Joins the modules with the derivations of their crates. */
export function placeNatives(planned: PlannedNatives, crates: ReadonlyMap<string, CrateDerivation>): DependencyNifs {
  const { app, way, needs } = planned;
  const configured = isConfigured(way);
  return {
    app,
    way,
    ...needs,
    modules: planned.modules.map(({ nif, systems, use, precompiled }): DependencyModule => {
      const crate = use === null ? undefined : crates.get(crateKey(use));
      const otpApp = knownOr(nif.otpApp, app);
      return {
        module: nif.module,
        systems,
        configApp: configured ? otpApp : null,
        loadApp: otpApp,
        library: configured && crate !== undefined ? `priv/native/lib${crate.libName}` : null,
        crate: crate?.attr ?? null,
        precompiled,
      };
    }),
  };
}
