import type { CrateRecipe } from "../recipe.ts";

/** SQLite for crates that do not bundle it; those that do ignore it. */
export const sqlite: CrateRecipe = {
  crates: ["libsqlite3-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["sqlite"],
  source: "https://github.com/rusqlite/rusqlite",
};
