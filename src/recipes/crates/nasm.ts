import type { CrateRecipe } from "../recipe.ts";

/** Assembly of codecs that is put together by nasm on x86. */
export const nasm: CrateRecipe = {
  crates: ["mozjpeg-sys", "nasm-rs", "turbojpeg-sys"],
  nativeBuildInputs: ["nasm"],
  source: "https://docs.rs/nasm-rs",
};
