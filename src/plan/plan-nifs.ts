import type { CodeName } from "../diagnostics/codes.ts";
import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate } from "../model/crate.ts";
import type { NifModule } from "../model/nif-module.ts";
import { joinPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import type { Place } from "../model/source.ts";
import { systems } from "../model/systems.ts";
import { isOfWrongKind, isUnknown, type Known, knownOr } from "../model/unknown.ts";
import { takesArtifact } from "../read/natives/own-artifacts.ts";
import type { Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import { refusedFeature, suggestion } from "./features.ts";
import type { ArtifactNames, PrecompiledModule } from "./nif-placement.ts";
import type { CrateUse } from "./plan-crates.ts";
import { crateOf } from "./plan-crates.ts";
import { planOnSystems } from "./plan-on-systems.ts";
import {
  artifactNames,
  canForceAll,
  hasArtifacts,
  hasRustler,
  isPrecompiled,
  precompiledModule,
} from "./precompiled.ts";

/** A NIF module whose options are all known, with what its crate is built with (null: it has no library). */
export interface PlannedNif {
  readonly nif: NifModule;
  readonly configApp: string;
  readonly use: CrateUse | null;
  /** The library lies in the project's priv/, or comes there by another compiler: there is no crate, and nothing is configured. */
  readonly shipped: boolean;
  readonly loadApp: string;
  /** Path of `load_from` where the project sets one that a release can hold; null = free to choose. */
  readonly loadPath: string | null;
  /** Folder of the Mix project that has `loadApp`. */
  readonly directory: string;
  /** Where RustlerPrecompiled is given the crate as an artifact, because rustler is not there to be handed it. */
  readonly artifact: ArtifactNames | null;
  /** Its published library, where there is no crate to build. */
  readonly published: PrecompiledModule | null;
}

export type PlannedOnSystems = ReturnType<typeof planOnSystems<PlannedNif>>[number];

/** A module as it is built: more than once where systems differ in what no crate can choose between. */
export function planNifs(
  nif: NifModule,
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
): readonly PlannedOnSystems[] {
  return planOnSystems(nif, (one, sink) => planNif(one, project, settings, sink), diagnostics);
}

/**
 * Checks that everything the build needs of a module is known. Reports what is not and gives undefined then.
 * Nothing is guessed: a wrong library is worse than a refusal.
 */
function planNif(
  nif: NifModule,
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
): PlannedNif | undefined {
  const place: Place = { file: nif.file, line: nif.line, column: nif.column };
  let complete = true;
  const refuse: Refuse = (code, args) => {
    complete = false;
    const { options = [], place: configured = place } = nif.configured ?? {};
    const at = options.includes(args["option"] ?? "") ? configured : place;
    diagnostics.report(code, at, { module: nif.module, ...args });
    return undefined;
  };
  const need = needing(refuse);

  const configApp = need("otp_app", nif.otpApp);
  const shipped = nif.macro === "Rustler" && nif.skipCompilation === true && nif.manifest === null;
  // Where the library is built here, the build says where it lies, over whatever the project does.
  const byHand = nif.macro === "load_nif";
  const loadFrom = byHand
    ? libraryByHand(nif, refuse)
    : shipped
      ? need("load_from", nif.loadFrom)
      : knownOr(nif.loadFrom, null);
  const lib = need("lib", nif.lib);
  if (configApp === undefined) return undefined;

  const [loadApp, loadPath] = loadFrom ?? [configApp, null];
  const home = [project.mix, ...project.apps].find((candidate) => candidate.app === loadApp);
  const directory = home?.path ?? pathOfDependency(project, loadApp);
  if (directory === undefined) {
    refuse("load-from-foreign-app", { app: loadApp });
    return undefined;
  }
  const names = { module: nif.module, application: configApp, library: loadPath ?? "" };
  for (const [what, name] of Object.entries(names)) {
    if (hasControlCharacter(name)) refuse("unsafe-name", { what, name });
  }
  if (lib === false) diagnostics.report("no-library", place, { module: nif.module });
  const published = takesArtifact(nif) ? planPublished(nif, project, need, refuse) : null;
  const use = lib === false || shipped || takesArtifact(nif) ? null : crateUse(nif, project.crates, need, refuse);
  const artifact =
    isPrecompiled(nif) && !takesArtifact(nif) ? planArtifact(nif, project, settings, need, refuse) : null;
  if (!complete || use === undefined || artifact === undefined || published === undefined) return undefined;
  return { nif, configApp, use, shipped, loadApp, loadPath: releasedPath(loadPath), directory, artifact, published };
}

/** Nobody can tell a loader of the module's own where to look. */
function libraryByHand({ loadFrom }: NifModule, refuse: Refuse): readonly [string, string] | undefined {
  const wrong = (why: string): undefined => refuse("loader-unknown", { why });
  if (loadFrom === null) return wrong("is not known");
  if (isUnknown(loadFrom)) return wrong(loadFrom.unknown);
  return releasedPath(loadFrom[1]) === null ? wrong(`is ${loadFrom[1]}, and a release has priv/ alone`) : loadFrom;
}

/** A module of the project itself with `use RustlerPrecompiled` and without a crate in the tree takes what is published. */
function planPublished(nif: NifModule, project: Project, need: Need, refuse: Refuse): PrecompiledModule | undefined {
  if (!hasArtifacts(nif, project.artifacts)) {
    return refuse("own-artifacts-unknown", { file: joinPath(nif.project, `checksum-Elixir.${nif.module}.exs`) });
  }
  return precompiledModule(nif, project.artifacts, project.deps, need);
}

/**
 * A module of the project itself with `use RustlerPrecompiled` is built from the crate in the tree. Where the package
 * rustler is there, RustlerPrecompiled hands the build over to it; otherwise the crate takes the place of the artifact
 * that would be downloaded, unless the module insists on a build. So it does where nothing but the module could insist:
 * the variable is not known to old versions, and would make modules build that have no crate.
 */
function planArtifact(
  nif: NifModule,
  project: Project,
  settings: Settings,
  need: Need,
  refuse: Refuse,
): ArtifactNames | null | undefined {
  const rustler = hasRustler(project);
  if (nif.forceBuild === true) return rustler ? null : refuse("rustler-missing-for-force", { env: settings.mixEnv });
  if (rustler && canForceAll(project.deps) && !project.nifs.some(takesArtifact)) return null;
  return artifactNames(nif, project.deps, need);
}

/** The modules that are built, with what nif2nix.toml says in place of their own options. */
export function chosenNifs(nifs: readonly NifModule[], settings: Settings): readonly NifModule[] {
  return nifs.flatMap((nif) => {
    const own = lookUp(settings.nifs, nif.module);
    if (own === undefined) return [nif];
    if (own.skip) return [];
    const { features, defaultFeatures, mode } = own;
    const chosen = (one: NifModule): NifModule => ({
      ...one,
      features: features ?? one.features,
      defaultFeatures: defaultFeatures ?? one.defaultFeatures,
      mode: mode ?? one.mode,
    });
    const { onSystems } = nif;
    if (onSystems === undefined) return [chosen(nif)];
    const each = systems.map((system) => [system, onSystems[system] && chosen(onSystems[system])]);
    return [{ ...chosen(nif), onSystems: Object.fromEntries(each) as typeof onSystems }];
  });
}

/** Line breaks and the like would end a line of the configuration or of a shell's list. */
function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

/** Of an application's folder a release holds priv/ and ebin/ only, so a library elsewhere would be lost. */
function releasedPath(path: string | null): string | null {
  if (path === null) return null;
  const normal = joinPath(path);
  return normal.startsWith("priv/") ? normal : null;
}

function pathOfDependency(project: Project, app: string): string | undefined {
  const source = project.deps.find((dep) => dep.app === app)?.source;
  return source?.kind === "path" ? source.path : undefined;
}

export type Need = <T>(option: string, value: Known<T>) => T | undefined;

export type Refuse = (code: CodeName, args: Readonly<Record<string, string>>) => undefined;

/** Refuses an option that is not known, and tells one apart that is known and of the wrong kind. */
export const needing =
  (refuse: Refuse): Need =>
  (option, value) => {
    if (!isUnknown(value)) return value;
    return refuse(isOfWrongKind(value) ? "nif-option-wrong" : "nif-option-unknown", { option, why: value.unknown });
  };

/** What a module's crate is built with; undefined where something of it is not known (and was refused). */
export function crateUse(nif: NifModule, crates: readonly Crate[], need: Need, refuse: Refuse): CrateUse | undefined {
  // The crate's path is needed to know the manifest; a known manifest settles both.
  const manifest = need("crate", nif.manifest);
  const features = need("features", nif.features);
  const defaultFeatures = need("default_features", nif.defaultFeatures);
  const mode = need("mode", nif.mode);
  const env = need("env", nif.env);
  const crate = crateOf(nif, crates);
  if (crate === undefined || !manifest || !features || defaultFeatures === undefined || !mode || !env) return undefined;
  if (mode !== "release" && mode !== "debug") {
    return refuse("nif-option-wrong", { option: "mode", why: `is :${mode}, and Rustler knows :release and :debug` });
  }
  const feature = refusedFeature(features, crate.features);
  if (feature !== undefined) {
    return refuse("feature-unknown", {
      crate: crate.packageName,
      feature,
      suggestion: suggestion(feature, crate.features),
      known: crate.features.names.join(", "),
    });
  }
  const toolchain = toolchainOf(nif);
  return { crate, home: null, features, defaultFeatures, mode, env: Object.fromEntries(env), ...toolchain };
}

function toolchainOf({ rustup = null, file, line, column }: NifModule): Pick<CrateUse, "toolchain"> {
  return rustup === null ? {} : { toolchain: { path: file, place: { file, line, column }, asks: rustup } };
}
