import type { CrateRecipe } from "../recipe.ts";

/** ALSA, which the crate finds through pkg-config. */
export const alsa: CrateRecipe = {
  crates: ["alsa-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["alsa-lib"],
  source: "https://docs.rs/alsa-sys",
};
