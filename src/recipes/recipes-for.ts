import type { CargoLockPackage } from "../model/crate.ts";
import type { DependencyNatives } from "../model/natives.ts";
import { crateLibraries } from "./crate-libraries.ts";
import { crateRecipes } from "./crate-recipes.ts";
import { packageRecipes } from "./package-recipes.ts";
import type { EnvValue, Inputs, PackageRecipe } from "./recipe.ts";

/** Inputs with nothing left out, each attribute once, sorted. */
export interface JoinedInputs {
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
}

/** What the crates of a Cargo.lock ask for, all matching recipes joined. */
export function inputsOfCrate(locked: readonly CargoLockPackage[]): JoinedInputs {
  const names = new Set(locked.map((each) => each.name));
  const found = [...names].flatMap((name) => (Object.hasOwn(crateLibraries, name) ? (crateLibraries[name] ?? []) : []));
  return joinInputs([
    ...crateRecipes.filter((recipe) => recipe.crates.some((name) => names.has(name))),
    ...(found.length === 0 ? [] : [{ nativeBuildInputs: ["pkg-config"], buildInputs: found }]),
  ]);
}

/** The recipes that apply to a Mix dependency. */
export function recipesOfPackage(
  natives: Pick<DependencyNatives, "app" | "requires" | "rebarPlugins">,
): readonly PackageRecipe[] {
  const meets = (wanted: readonly string[] | undefined, present: readonly string[]): boolean =>
    wanted?.some((name) => present.includes(name)) ?? false;
  return packageRecipes.filter(
    ({ detects }) =>
      meets(detects.apps, [natives.app]) ||
      meets(detects.requires, natives.requires) ||
      meets(detects.rebarPlugins, natives.rebarPlugins),
  );
}

export function joinInputs(all: readonly Inputs[]): JoinedInputs {
  const join = (pick: (inputs: Inputs) => readonly string[] | undefined): readonly string[] =>
    [...new Set(all.flatMap((inputs) => pick(inputs) ?? []))].sort();
  return {
    nativeBuildInputs: join((inputs) => inputs.nativeBuildInputs),
    buildInputs: join((inputs) => inputs.buildInputs),
    env: Object.assign({}, ...all.map((inputs) => inputs.env ?? {})) as Record<string, EnvValue>,
  };
}
