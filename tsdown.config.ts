import { defineConfig } from "tsdown";
import { bundledLicences } from "./scripts/bundled-licences.ts";

export default defineConfig({
  entry: ["src/bin.ts", "src/index.ts"],
  format: "esm",
  platform: "node",
  target: "node20",
  // package.json says type: module, so .js is ESM already.
  fixedExtension: false,
  dts: { entry: "src/index.ts" },
  // Everything is bundled: an installed nif2nix has no dependencies, so nothing can change under it.
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  plugins: [bundledLicences()],
  copy: [
    { from: "docs/codes/*.md", to: "dist/codes" },
    { from: "src/emit/nix/*.nix", to: "dist/nix" },
    { from: "node_modules/web-tree-sitter/web-tree-sitter.wasm", to: "dist" },
    { from: "node_modules/web-tree-sitter/LICENSE", to: "dist", rename: "web-tree-sitter.LICENSE" },
    { from: "node_modules/tree-sitter-elixir/tree-sitter-elixir.wasm", to: "dist" },
    { from: "node_modules/tree-sitter-elixir/LICENSE", to: "dist", rename: "tree-sitter-elixir.LICENSE" },
  ],
});
