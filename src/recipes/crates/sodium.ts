import type { CrateRecipe } from "../recipe.ts";

/** libsodium from nixpkgs instead of a download. */
export const sodium: CrateRecipe = {
  crates: ["libsodium-sys", "libsodium-sys-stable"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["libsodium"],
  env: { SODIUM_USE_PKG_CONFIG: "1" },
  source: "https://docs.rs/libsodium-sys-stable",
};
