import type { CrateRecipe } from "../recipe.ts";

/** libpq through its own pg_config. */
export const postgres: CrateRecipe = {
  crates: ["pq-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["libpq"],
  source: "https://docs.rs/pq-sys",
};
