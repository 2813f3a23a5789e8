import type { PackageRecipe } from "../recipe.ts";

/** XLA is an archive that the package downloads; its hash belongs to the variant that is wanted. */
export const xla: PackageRecipe = {
  detects: { apps: ["xla"] },
  note: "set XLA_ARCHIVE_PATH to a fetched archive in overrides of nix/package.nix",
  source: "https://github.com/elixir-nx/xla",
};
