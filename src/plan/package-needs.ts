import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Dependency } from "../model/dependency.ts";
import type { Checkout, MakeBuild } from "../model/make.ts";
import type { DependencyNatives } from "../model/natives.ts";
import type { Project } from "../model/project.ts";
import { libraries } from "../recipes/libraries.ts";
import { linkedLibraries } from "../recipes/linked-libraries.ts";
import { programs } from "../recipes/programs.ts";
import type { DataRecipe, Inputs } from "../recipes/recipe.ts";
import { joinInputs, recipesOfPackage } from "../recipes/recipes-for.ts";
import { defaultPackage, type PackageSettings, type Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import type { DependencyNifs, MakePlan } from "./dependency-derivation.ts";
import { archivesOf } from "./package-archives.ts";
import { systemEnv } from "./system-env.ts";

/** What a dependency's own build is given, beside its NIF modules. */
export type PackageNeeds = Pick<
  DependencyNifs,
  "inputs" | "buildPlugins" | "make" | "cached" | "checkouts" | "scripts" | "sourceFolders"
>;

export const noNeeds: PackageNeeds = {
  inputs: joinInputs([]),
  buildPlugins: [],
  make: null,
  cached: null,
  checkouts: [],
  scripts: [],
  sourceFolders: [],
};

/**
 * Joins what recipes, the Makefile and the settings say of a dependency; null where that is nothing. What no build here can do
 * is reported.
 */
export function packageNeeds(
  natives: DependencyNatives,
  dep: Dependency,
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
): PackageNeeds | null {
  const given = lookUp(settings.packages, dep.app);
  const wish = given ?? defaultPackage;
  const recipes = recipesOfPackage(natives);
  const archives = archivesOf(natives, project, settings, dep, diagnostics);
  const env = systemEnv(dep, project);
  const asks = given !== undefined || archives.inputs.length > 0 || Object.keys(env).length > 0;
  if (recipes.length === 0 && !asks && !usesMake(natives.make)) return null;
  const needsHand = (note: string): void => diagnostics.report("package-needs-hand", dep.place, { app: dep.app, note });
  for (const { note, data } of recipes) {
    if (data !== undefined && settleData(natives, data, project, diagnostics)) continue;
    if (note) needsHand(note);
  }
  const make = archives.cached === null ? planMake(natives, dep, wish, diagnostics, needsHand) : null;
  const compiled = make?.way !== "prebuilt" && archives.cached === null && natives.make !== null;
  if (compiled && wish.buildInputs.length === 0) for (const note of unknownLibraries(natives.make)) needsHand(note);
  return {
    inputs: joinInputs([
      ...recipes,
      ...(compiled ? [inputsOfNames(natives.make)] : []),
      ...archives.inputs,
      { nativeBuildInputs: [], buildInputs: [], env },
      wished(wish),
    ]),
    buildPlugins: [...new Set(recipes.flatMap((recipe) => recipe.buildPlugins ?? []))],
    make,
    cached: archives.cached,
    checkouts: compiled ? placed(natives.make.checkouts, wish) : placed([], wish),
    scripts: compiled ? natives.make.scripts : [],
    sourceFolders: recipes.flatMap((recipe) => recipe.sourceFolders ?? []),
  };
}

/** Whether it is known of every name whether its file is there; those that are missing are reported. */
function settleData(
  { app, data: shipped }: DependencyNatives,
  { ending }: DataRecipe,
  { data }: Project,
  diagnostics: DiagnosticSink,
): boolean {
  const used = data.filter((each) => each.app === app);
  if (used.length === 0 || shipped === null || used.some(({ names }) => names === null)) return false;
  for (const { place, names, own, folder } of used) {
    const missing = (names ?? []).filter((name) => ![...shipped, ...own].includes(name));
    if (missing.length === 0) continue;
    const files = missing.map((name) => `${folder}/${name}${ending}`).join(", ");
    diagnostics.report("package-data-missing", place, { app, names: missing.join(", "), files });
  }
  return true;
}

const usesMake = (make: MakeBuild | null): boolean =>
  make !== null &&
  [make.programs, make.libraries, make.linked, make.checkouts, make.scripts, make.downloads].some(
    ({ length }) => length > 0,
  );

/** What the settings give; of two values for one variable theirs counts, since it comes last. */
export const wished = ({ nativeBuildInputs, buildInputs, env, downloads }: PackageSettings): Inputs => ({
  nativeBuildInputs,
  buildInputs,
  env: { ...downloads, ...env },
});

/** Libraries that it links and no table names: one clause for all of them, or none. */
export function unknownLibraries({ linked, libraries: asked }: MakeBuild): readonly string[] {
  const links = linked.filter((name) => lookUp(linkedLibraries, name) === undefined).map((name) => `-l${name}`);
  const asks = asked.filter((name) => lookUp(libraries, name) === undefined);
  if (links.length + asks.length === 0) return [];
  const what = [
    ...(links.length === 0 ? [] : [`links to ${links.join(", ")}`]),
    ...(asks.length === 0 ? [] : [`asks pkg-config for ${asks.join(", ")}`]),
  ].join(" and ");
  const [which, them] =
    links.length + asks.length === 1
      ? ["which package of nixpkgs has that is", "it"]
      : ["which packages of nixpkgs have these is", "them"];
  return [`it ${what}, and ${which} not known: name ${them} under buildInputs`];
}

/** Programs and libraries by the packages that have them; a library that no table names is left to the settings. */
export function inputsOfNames(
  make: Pick<MakeBuild, "programs" | "libraries" | "linked">,
): Required<Omit<Inputs, "env">> {
  return {
    nativeBuildInputs: make.programs.flatMap((program) => lookUp(programs, program) ?? []),
    buildInputs: [
      ...make.libraries.flatMap((name) => lookUp(libraries, name) ?? []),
      ...make.linked.flatMap((name) => lookUp(linkedLibraries, name) ?? []),
    ],
  };
}

export function placed(found: readonly Checkout[], { checkouts }: PackageSettings): readonly Checkout[] {
  const wished = Object.entries(checkouts).map(([path, { url, rev }]) => ({ url, rev, path }));
  return [...found.filter(({ path }) => lookUp(checkouts, path) === undefined), ...wished];
}

/**
 * The way of a package that elixir_make builds. Compiled by default: it needs nothing but what is detected, works on every
 * system, and leaves nothing to be trusted but the sources. The published artifact where the Makefile would download, which
 * no build here can do. A package that forces its own build would ignore the artifact.
 */
function planMake(
  { make, requires, app }: DependencyNatives,
  dep: Dependency,
  wish: PackageSettings,
  diagnostics: DiagnosticSink,
  needsHand: (note: string) => void,
): MakePlan | null {
  const source: MakePlan = { way: "source", app };
  // Without the package's sources nobody knows; to be told to compile harms none.
  if (make === null) return requires.includes("cc_precompiler") ? source : null;
  const { precompiled } = make;
  const helped = Object.keys(wish.checkouts).length + Object.keys(wish.downloads).length > 0;
  const blocked = make.downloads.length > 0 && !helped;
  if (wish.way === "prebuilt" && precompiled === null && make.precompiler)
    diagnostics.report("artifacts-unknown", dep.place, { module: app, app });
  const prebuilt = precompiled !== null && make.forced !== true && (wish.way ?? (blocked ? "prebuilt" : "source"));
  if (precompiled !== null && prebuilt === "prebuilt") return { way: "prebuilt", artifacts: precompiled };
  if (blocked)
    needsHand(`its build ${make.downloads.join(", ")}; name what it needs under [package.${app}] in nif2nix.toml`);
  return make.precompiler ? source : null;
}
