import type { PackageRecipe } from "../recipe.ts";

/** lexbor is cloned by git while compiling. */
export const lazyHtml: PackageRecipe = {
  detects: { apps: ["lazy_html"] },
  nativeBuildInputs: ["cmake", "git"],
  note: "place the sources of lexbor in overrides of nix/package.nix",
  source: "https://github.com/dashbitco/lazy_html",
};
