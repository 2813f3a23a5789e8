import type { CrateRecipe } from "../recipe.ts";

/** capnpc runs the schema compiler. */
export const capnproto: CrateRecipe = {
  crates: ["capnpc"],
  nativeBuildInputs: ["capnproto"],
  source: "https://docs.rs/capnpc",
};
