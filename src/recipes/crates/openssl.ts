import type { CrateRecipe } from "../recipe.ts";

/** OpenSSL from nixpkgs, also where the crate would build a copy of its own. */
export const openssl: CrateRecipe = {
  crates: ["openssl-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["openssl"],
  env: { OPENSSL_NO_VENDOR: "1" },
  source: "https://docs.rs/openssl",
};
