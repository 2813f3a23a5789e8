import type { CrateRecipe } from "../recipe.ts";

/** bindgen runs libclang while the crate builds; the hook says where it is and which headers it sees. */
export const bindgen: CrateRecipe = {
  crates: ["bindgen", "clang-sys"],
  nativeBuildInputs: ["rustPlatform.bindgenHook"],
  source: "https://github.com/NixOS/nixpkgs/blob/master/doc/languages-frameworks/rust.section.md",
};
