import type { CrateRecipe } from "../recipe.ts";

/** AWS-LC is built by cmake, its assembly by nasm on some targets. */
export const awsLc: CrateRecipe = {
  crates: ["aws-lc-sys"],
  nativeBuildInputs: ["cmake", "nasm"],
  source: "https://aws.github.io/aws-lc-rs/requirements/linux.html",
};
