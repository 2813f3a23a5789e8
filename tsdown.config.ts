import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";
import { asciiOnly } from "./scripts/ascii-only.ts";
import { bundledLicences } from "./scripts/bundled-licences.ts";

const shared = {
  platform: "node",
  target: "node20",
  // package.json says type: module, so .js is a module and .cjs is not.
  fixedExtension: false,
  // Everything is bundled: an installed nif2nix has no dependencies, so nothing can change under it.
  deps: { alwaysBundle: /^[^.]/, onlyBundle: false },
  // Emscripten's loader evaluates inline JavaScript of a WebAssembly module where it has any; a grammar has none.
  // A dynamic import puts off evaluating, whatever the chunks are.
  inputOptions: { checks: { eval: false, pluginTimings: false, ineffectiveDynamicImport: false } },
} as const;

/** Read by a person in a stack trace: names stay. What goes is what would have to be parsed at every start. */
const smaller = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;

/** The program's files, by what needs them; what fits none of these is loaded by few commands and gets a file of its own. */
const groups = [
  { name: "version", priority: 3, test: /src\/cli\/(version|output)/ },
  {
    name: "start",
    priority: 3,
    test: /src\/cli\/(start|exit-code|tune|code-cache|cache-entry)|src\/ports\/(user-folders|private-cache)/,
  },
  {
    name: "cli",
    priority: 2,
    test: /@stricli|policy-names|src\/cli\/[^/]+\.ts|src\/diagnostics|src\/model\/(?:source|systems)|ports\/(?:(?:node-)?file-system|regular-file|limits|lazy-builtins)|ports\/repository|settings\/nearest/,
    without: /cli\/(inspect|tree-cache|write|terminal-diff|confirm|scan)|render\/(json|github|sarif)/,
  },
  {
    name: "project",
    priority: 1,
    test: /src\/(read|elixir|erlang|generate|ports|plan|emit|nix|model|recipes|settings)\/|cli\/tree-cache|web-tree-sitter|smol-toml/,
    without:
      /read\/(natives|sources|assets\/node)|src\/erlang\/external|settings\/(check|schema|json)|ports\/node-network|generate\/(?:bill-of|crates-of)|cargo\/(?:built-crates|crate-manifests|local-manifests|platform)|recipes\/rust-targets/,
  },
  // Last: a group takes along what its files need, and others need the ports, too.
  { name: "inspect", priority: 0, test: /src\/inspect\/(?!policy-names)|cli\/(commands\/)?inspect|node-random-access/ },
].map(({ without, test, ...group }) => ({
  ...group,
  test: (id: string) => test.test(id) && !(without?.test(id) ?? false),
}));

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts" },
    format: "esm",
    dts: true,
    copy: [
      { from: "docs/codes/*.md", to: "dist/codes" },
      { from: "docs/failures/*.md", to: "dist/failures" },
      { from: "src/emit/library/*", to: "dist/library" },
      { from: "src/graph/page/*", to: "dist/page" },
      { from: "node_modules/web-tree-sitter/web-tree-sitter.wasm", to: "dist" },
      { from: "node_modules/web-tree-sitter/LICENSE", to: "dist", rename: "web-tree-sitter.LICENSE" },
      { from: "node_modules/tree-sitter-elixir/tree-sitter-elixir.wasm", to: "dist" },
      { from: "node_modules/tree-sitter-elixir/LICENSE", to: "dist", rename: "tree-sitter-elixir.LICENSE" },
    ],
  },
  // The program is CommonJS in few files: Node reads, resolves and starts that some 40 ms sooner than modules.
  {
    ...shared,
    entry: { bin: "src/bin.ts" },
    format: "cjs",
    clean: false,
    dts: false,
    shims: true,
    minify: smaller,
    alias: {
      "web-tree-sitter": fileURLToPath(new URL("node_modules/web-tree-sitter/web-tree-sitter.cjs", import.meta.url)),
    },
    plugins: [bundledLicences(), asciiOnly()],
    outputOptions: {
      chunkFileNames: "[name].cjs",
      codeSplitting: { groups },
    },
  },
]);
