import type { CrateRecipe } from "../recipe.ts";

/** The cmake crate runs cmake for C and C++ sources that a crate ships. */
export const cmake: CrateRecipe = {
  crates: ["cmake"],
  nativeBuildInputs: ["cmake"],
  source: "https://docs.rs/cmake",
};
