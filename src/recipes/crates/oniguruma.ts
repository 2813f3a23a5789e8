import type { CrateRecipe } from "../recipe.ts";

/** Oniguruma from nixpkgs; the bundled copy does not compile with current C compilers. */
export const oniguruma: CrateRecipe = {
  crates: ["onig_sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["oniguruma"],
  env: { RUSTONIG_SYSTEM_LIBONIG: "1" },
  source: "https://github.com/rust-onig/rust-onig",
};
