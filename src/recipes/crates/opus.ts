import type { CrateRecipe } from "../recipe.ts";

/** Opus from nixpkgs; the bundled one is built by cmake. */
export const opus: CrateRecipe = {
  crates: ["audiopus_sys", "opus-sys", "opusic-sys"],
  nativeBuildInputs: ["pkg-config", "cmake"],
  buildInputs: ["libopus"],
  source: "https://docs.rs/audiopus_sys",
};
