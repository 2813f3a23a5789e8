import { elixirMake } from "./packages/elixir-make.ts";
import { evision } from "./packages/evision.ts";
import { exCldr } from "./packages/ex-cldr.ts";
import { fine } from "./packages/fine.ts";
import { portCompiler } from "./packages/pc.ts";
import { vix } from "./packages/vix.ts";
import { xla } from "./packages/xla.ts";
import { zigler } from "./packages/zigler.ts";
import type { PackageRecipe } from "./recipe.ts";

/** Every recipe for Mix dependencies; all that match are joined. */
export const packageRecipes: readonly PackageRecipe[] = [
  elixirMake,
  evision,
  exCldr,
  fine,
  portCompiler,
  vix,
  xla,
  zigler,
];
