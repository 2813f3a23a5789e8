import type { PackageRecipe } from "../recipe.ts";

/** C++ headers: Fine.include_dir/0 is the folder where fine was compiled, which is gone when another package asks for it. */
export const fine: PackageRecipe = {
  detects: { apps: ["fine"] },
  sourceFolders: [{ file: "lib/fine.ex", code: 'Path.expand("c_include")', folder: "c_include" }],
  source: "https://github.com/elixir-nx/fine/blob/main/lib/fine.ex",
};
