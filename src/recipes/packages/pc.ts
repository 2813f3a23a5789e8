import type { PackageRecipe } from "../recipe.ts";

/** The port compiler for rebar3, from the BEAM package set. */
export const portCompiler: PackageRecipe = {
  detects: { rebarPlugins: ["pc"] },
  buildPlugins: ["pc"],
  source: "https://github.com/blt/port_compiler",
};
