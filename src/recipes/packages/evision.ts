import type { PackageRecipe } from "../recipe.ts";

/** OpenCV is downloaded, as a library or as sources. */
export const evision: PackageRecipe = {
  detects: { apps: ["evision"] },
  nativeBuildInputs: ["cmake", "python3"],
  env: { EVISION_PREFER_PRECOMPILED: "false" },
  note: "put the OpenCV sources of the version that evision names where it looks for them, in overrides of nix/package.nix",
  source: "https://github.com/cocoa-xu/evision",
};
