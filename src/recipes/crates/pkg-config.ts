import type { CrateRecipe } from "../recipe.ts";

/** Build scripts that look for system libraries through pkg-config. */
export const pkgConfig: CrateRecipe = {
  crates: ["pkg-config", "system-deps"],
  nativeBuildInputs: ["pkg-config"],
  source: "https://docs.rs/pkg-config",
};
