import type { PackageRecipe } from "../recipe.ts";

/** Locales are downloaded while compiling where the package does not ship them. */
export const exCldr: PackageRecipe = {
  detects: { apps: ["ex_cldr"] },
  note: "place the locales that the project names in priv/cldr/locales; `mix cldr.download.locales` fetches them",
  source: "https://hexdocs.pm/ex_cldr",
};
