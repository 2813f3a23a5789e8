import { defineConfig } from "tsdown";
import { bundledLicences } from "./scripts/bundled-licences.ts";

const shared = {
  platform: "node",
  target: "node20",
  // package.json says type: module, so .js is a module and .cjs is not.
  fixedExtension: false,
  // Everything is bundled: an installed nif2nix has no dependencies, so nothing can change under it.
  deps: { alwaysBundle: /^[^.]/, onlyBundle: false },
} as const;

export default defineConfig([
  {
    ...shared,
    entry: { main: "src/cli/main.ts", index: "src/index.ts" },
    format: "esm",
    dts: { entry: "src/index.ts" },
    plugins: [bundledLicences()],
    copy: [
      { from: "docs/codes/*.md", to: "dist/codes" },
      { from: "src/emit/nix/*.nix", to: "dist/nix" },
      { from: "node_modules/web-tree-sitter/web-tree-sitter.wasm", to: "dist" },
      { from: "node_modules/web-tree-sitter/LICENSE", to: "dist", rename: "web-tree-sitter.LICENSE" },
      { from: "node_modules/tree-sitter-elixir/tree-sitter-elixir.wasm", to: "dist" },
      { from: "node_modules/tree-sitter-elixir/LICENSE", to: "dist", rename: "tree-sitter-elixir.LICENSE" },
    ],
  },
  {
    ...shared,
    entry: { bin: "src/bin.ts" },
    format: "cjs",
    clean: false,
    dts: false,
    plugins: [
      {
        name: "main-beside-bin",
        resolveId: (id) => (id === "./cli/main.ts" ? { id: "./main.js", external: true } : null),
      },
    ],
  },
]);
