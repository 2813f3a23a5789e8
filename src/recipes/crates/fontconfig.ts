import type { CrateRecipe } from "../recipe.ts";

/** fontconfig and freetype through pkg-config. */
export const fontconfig: CrateRecipe = {
  crates: ["yeslogic-fontconfig-sys", "fontconfig-sys", "servo-fontconfig-sys", "freetype-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["fontconfig", "freetype"],
  source: "https://github.com/yeslogic/fontconfig-rs",
};
