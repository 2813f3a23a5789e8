import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import type { ModuleInfo } from "../../elixir/eval/api.ts";
import type { Crate } from "../../model/crate.ts";
import type { MixProject } from "../../model/mix-project.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";
import { lookUp } from "../../text/look-up.ts";
import type { CargoContext } from "../cargo/cargo-context.ts";
import { type ConfigVariables, configVariables } from "./config-variables.ts";
import { type ElixirFile, elixirFiles } from "./elixir-files.ts";
import { type HandLoader, handLoaders, nifOfLoader } from "./hand-loaders.ts";
import { locateCrate } from "./locate-crate.ts";
import { mergeAlternatives } from "./merge-alternatives.ts";
import { candidates, moduleIndex } from "./module-candidates.ts";
import type { NifContext } from "./nif-context.ts";
import { placeOfNif } from "./place.ts";
import { provideRustler } from "./provide-rustler.ts";
import { isNifUse, readUse } from "./read-use.ts";
import { reportUnusedCrates } from "./unused-crates.ts";

export interface FoundNifs {
  /** In order of projects, files and modules. */
  readonly nifs: readonly NifModule[];
  /** The crates of those modules, each once. */
  readonly crates: readonly Crate[];
}

/**
 * Every module that `use Rustler` or `use RustlerPrecompiled` makes load a library, in all projects given, with its
 * options as they hold in the chosen environment with no environment variable set, and the crate that the settings name; and
 * those with a loader of their own, where the settings name one. Never throws for what code does.
 */
export function findNifs(context: NifContext, cargo: CargoContext): FoundNifs {
  const projects = context.projects.filter((project) => !project.umbrella);
  const files = mayUseRustler(context) ? projects.flatMap((project) => elixirFiles(context, project)) : [];
  const chosen = candidates(files);
  let index: ((module: string) => string | undefined) | undefined;
  const find = (module: string): string | undefined => (index ??= moduleIndex(files))(module);

  const variables = configVariables(context);
  const nifs: NifModule[] = [];
  const crates = new Map<string, Crate>();
  const take = (nif: NifModule, told: string | undefined): void => {
    const { located, crate } = locateCrate(context, cargo, nif, told);
    nifs.push(located);
    if (crate !== undefined) crates.set(crate.manifest, crate);
  };
  const settings = context.loaders ?? {};
  for (const project of projects) {
    const own = chosen.filter((file) => file.project === project);
    for (const nif of own.length === 0 ? [] : nifsOfProject(context, project, own, find, variables)) {
      take(nif, lookUp(settings, nif.module)?.crate);
    }
  }
  let loaders: readonly HandLoader[] | undefined;
  const found = new Set(nifs.map(({ module }) => module));
  const byHand = (): readonly HandLoader[] => (loaders ??= handLoaders(context, (module) => found.has(module), find));
  for (const loader of Object.keys(settings).length === 0 ? [] : byHand()) {
    const told = lookUp(settings, loader.module);
    if (told !== undefined) take(nifOfLoader(loader, told), told.crate);
  }
  if (cargo.foreign !== true)
    reportUnusedCrates(context, cargo, { projects, nifs, used: [...crates.values()], loaders: byHand });
  return { nifs, crates: [...crates.values()] };
}

const packages: readonly string[] = ["rustler", "rustler_precompiled"];

/**
 * Without either package among the dependencies no source has to be looked at: `use` of them would not compile. Where
 * there are crates all the same, a module most likely lacks its dependency, which can be said only of one that was found.
 */
function mayUseRustler({ lock, projects, fs, project, loaders = {} }: NifContext): boolean {
  return (
    lock.size === 0 ||
    Object.keys(loaders).length > 0 ||
    projects.some(({ path }) => fs.isDirectory(joinPath(project, path, "native"))) ||
    packages.some((app) => lock.has(app)) ||
    projects.some(
      ({ declaredDeps }) => isUnknown(declaredDeps) || declaredDeps.some((declared) => packages.includes(declared.app)),
    )
  );
}

function nifsOfProject(
  context: NifContext,
  project: MixProject,
  files: readonly ElixirFile[],
  find: (module: string) => string | undefined,
  variables: ConfigVariables,
): readonly NifModule[] {
  const evaluator = context.newEvaluator(project);
  evaluator.onMissingModule(find);
  provideRustler(context, evaluator);
  return files.flatMap((file) =>
    (evaluator.evalFile(file.path)?.modules ?? []).flatMap(
      (module) => nifOfModule(context, project, file, module, variables) ?? [],
    ),
  );
}

function nifOfModule(
  context: NifContext,
  project: MixProject,
  file: ElixirFile,
  module: ModuleInfo,
  variables: ConfigVariables,
): NifModule | undefined {
  const found = new Diagnostics();
  const nif = mergedUses({ ...context, diagnostics: found }, project, file, module, variables);
  if (nif === undefined || context.skipped?.has(nif.module)) return nif;
  for (const { code, place, args } of found.list) context.diagnostics.report(code, place, args);
  return nif;
}

/** One module of everything that its `use` may be. */
function mergedUses(
  context: NifContext,
  project: MixProject,
  file: ElixirFile,
  module: ModuleInfo,
  variables: ConfigVariables,
): NifModule | undefined {
  const uses = module.uses.filter(isNifUse);
  const certain = uses.filter((use) => use.certain);
  // With a certain one the others would make the module fail to compile: they are branches not taken.
  const using = { project, file: relativePath(context.project, file.path), module, variables };
  const alternatives = (certain.length > 0 ? certain.slice(0, 1) : uses).map((use) => readUse(context, use, using));
  if (alternatives.length === 0) return undefined;
  const { nif, differing } = mergeAlternatives(alternatives);
  if (certain.length === 0) {
    context.diagnostics.report("nif-uncertain", placeOfNif(nif), {
      module: nif.module,
      differing: differing.length === 0 ? "" : `; not known are then ${differing.join(", ")}`,
    });
  }
  return nif;
}
