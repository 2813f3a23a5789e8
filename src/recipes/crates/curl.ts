import type { CrateRecipe } from "../recipe.ts";

/** libcurl through pkg-config. */
export const curl: CrateRecipe = {
  crates: ["curl-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["curl"],
  source: "https://docs.rs/curl-sys",
};
