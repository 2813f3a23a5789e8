import type { CrateRecipe } from "../recipe.ts";

/** udev through pkg-config; Linux only. */
export const udev: CrateRecipe = {
  crates: ["libudev-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["udev"],
  source: "https://docs.rs/libudev-sys",
};
