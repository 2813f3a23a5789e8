import type { PackageRecipe } from "../recipe.ts";

/** Zig from nixpkgs instead of a download. */
export const zigler: PackageRecipe = {
  detects: { apps: ["zigler"], requires: ["zigler"] },
  nativeBuildInputs: ["zig"],
  env: { ZIG_EXECUTABLE_PATH: { package: "zig", path: "/bin/zig" } },
  source: "https://hexdocs.pm/zigler",
};
