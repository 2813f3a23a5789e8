import type { CrateRecipe } from "../recipe.ts";

/** ONNX Runtime from nixpkgs: without a place to link it from, the crate downloads a library while it compiles. */
export const onnxruntime: CrateRecipe = {
  crates: ["ort-sys"],
  nativeBuildInputs: ["pkg-config"],
  buildInputs: ["onnxruntime"],
  env: {
    ORT_STRATEGY: "system",
    ORT_LIB_LOCATION: { package: "onnxruntime", path: "/lib" },
    ORT_PREFER_DYNAMIC_LINK: "1",
  },
  source: "https://ort.pyke.io/setup/linking",
};
