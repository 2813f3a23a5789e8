import type { PackageRecipe } from "../recipe.ts";

/** libvips from nixpkgs instead of a download. */
export const vix: PackageRecipe = {
  detects: { apps: ["vix"] },
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["vips"],
  env: { VIX_COMPILATION_MODE: "PLATFORM_PROVIDED_LIBVIPS" },
  source: "https://github.com/akash-akya/vix",
};
