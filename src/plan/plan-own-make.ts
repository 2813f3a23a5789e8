import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { OwnMake } from "../model/make.ts";
import { joinPath } from "../model/paths.ts";
import { joinInputs } from "../recipes/recipes-for.ts";
import { defaultPackage, type Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import type { OwnMakePlan } from "./build-plan.ts";
import { inputsOfNames, placed, unknownLibraries, wished } from "./package-needs.ts";

/**
 * What the release is built with so that elixir_make, rebar3 and make compile the libraries of the project and its path dependencies:
 * from their Makefiles, and from [package.APP] of nif2nix.toml, where APP is one of these; and what [build] gives to other compilers.
 * What no build here can do is reported.
 */
export function planOwnMake(
  makes: readonly OwnMake[],
  settings: Settings,
  diagnostics: DiagnosticSink,
): OwnMakePlan | null {
  const { nativeBuildInputs, buildInputs } = settings.build;
  if (makes.length + nativeBuildInputs.length + buildInputs.length === 0) return null;
  const wanted = makes.map((each) => ({ ...each, wish: lookUp(settings.packages, each.app) ?? defaultPackage }));
  for (const { app, place, make, wish } of wanted) {
    const { checkouts, downloads, env } = wish;
    if ([checkouts, downloads, env].some((given) => Object.keys(given).length > 0)) continue;
    const unknown = wish.buildInputs.length === 0 ? unknownLibraries(make) : [];
    for (const note of [...make.downloads.map((needed) => `its Makefile ${needed}`), ...unknown]) {
      diagnostics.report("package-needs-hand", place, { app, note });
    }
  }
  return {
    inputs: joinInputs([
      ...makes.map(({ make }) => inputsOfNames(make)),
      ...wanted.map(({ wish }) => wished(wish)),
      { nativeBuildInputs, buildInputs, env: {} },
    ]),
    forced: makes.filter(({ make }) => make.precompiler).map(({ app }) => app),
    checkouts: wanted.flatMap(({ make, folder, wish }) =>
      placed(make.checkouts, wish).map((checkout) => ({
        ...checkout,
        path: joinPath(folder, checkout.path),
      })),
    ),
    scripts: makes.flatMap(({ make, folder }) => make.scripts.map((script) => joinPath(folder, script))),
    rebarPlugins: [...new Set(makes.flatMap(({ rebarPlugins }) => rebarPlugins))],
  };
}
