import type { CrateRecipe } from "../recipe.ts";

/** The system's zstd where the crate is told to use it. */
export const zstd: CrateRecipe = {
  crates: ["zstd-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["zstd"],
  env: { ZSTD_SYS_USE_PKG_CONFIG: "1" },
  source: "https://github.com/gyscos/zstd-rs",
};
