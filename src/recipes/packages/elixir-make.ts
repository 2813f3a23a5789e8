import type { PackageRecipe } from "../recipe.ts";

/** elixir_make and cc_precompiler look for a precompiled library first, in a cache whose folder must be writable, and compile when there is none. */
export const elixirMake: PackageRecipe = {
  detects: { requires: ["elixir_make", "cc_precompiler"] },
  env: { ELIXIR_MAKE_CACHE_DIR: { buildFolder: "elixir_make" } },
  source: "https://hexdocs.pm/elixir_make/precompilation_guide.html",
};
