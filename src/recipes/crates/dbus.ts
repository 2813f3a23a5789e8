import type { CrateRecipe } from "../recipe.ts";

/** D-Bus through pkg-config. */
export const dbus: CrateRecipe = {
  crates: ["libdbus-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["dbus"],
  source: "https://docs.rs/libdbus-sys",
};
