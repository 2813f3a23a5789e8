import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { lookUp } from "../model/look-up.ts";
import type { OwnMake } from "../model/make.ts";
import { joinInputs } from "../recipes/recipes-for.ts";
import { defaultPackage, type Settings } from "../settings/settings.ts";
import type { OwnMakePlan } from "./build-plan.ts";
import { inputsOfMake, placed, wished } from "./package-needs.ts";

/**
 * What the release is built with so that elixir_make compiles the project's own libraries: from their Makefiles, and from
 * [package.APP] of nif2nix.toml, where APP is an application of the project; and what [build] gives to other compilers of the project.
 * What no build here can do is reported.
 */
export function planOwnMake(
  makes: readonly OwnMake[],
  settings: Settings,
  diagnostics: DiagnosticSink,
): OwnMakePlan | null {
  const { nativeBuildInputs, buildInputs } = settings.build;
  if (makes.length + nativeBuildInputs.length + buildInputs.length === 0) return null;
  const wishes = makes.map(({ app }) => lookUp(settings.packages, app) ?? defaultPackage);
  for (const [index, { app, place, make }] of makes.entries()) {
    const { checkouts, downloads, env } = wishes[index] as (typeof wishes)[number];
    if ([checkouts, downloads, env].some((given) => Object.keys(given).length > 0)) continue;
    for (const needed of make.downloads) {
      diagnostics.report("package-needs-hand", place, { app, note: `its Makefile ${needed}` });
    }
  }
  return {
    inputs: joinInputs([
      ...makes.map(({ make }) => inputsOfMake(make)),
      ...wishes.map(wished),
      { nativeBuildInputs, buildInputs, env: {} },
    ]),
    forced: makes.filter(({ make }) => make.precompiler).map(({ app }) => app),
    checkouts: makes.flatMap(({ make }, index) => placed(make.checkouts, wishes[index] ?? defaultPackage)),
  };
}
