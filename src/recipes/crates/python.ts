import type { CrateRecipe } from "../recipe.ts";

/** pyo3 asks an interpreter for its settings. */
export const python: CrateRecipe = {
  crates: ["pyo3-build-config"],
  nativeBuildInputs: ["python3"],
  source: "https://pyo3.rs",
};
