import type { CrateRecipe } from "../recipe.ts";

/** prost and its relatives run protoc, which they no longer ship. */
export const protobuf: CrateRecipe = {
  crates: ["prost-build", "protobuf-codegen", "tonic-build", "tonic-prost-build"],
  env: { PROTOC: { package: "protobuf", path: "/bin/protoc" } },
  source: "https://docs.rs/prost-build",
};
