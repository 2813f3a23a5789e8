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
  // xmlbuilder2 is one that cyclonedx-library does without for JSON.
  deps: { alwaysBundle: /^(?!xmlbuilder2$)[^.]/, neverBundle: /^xmlbuilder2$/, onlyBundle: false },
  // Emscripten's loader evaluates inline JavaScript of a WebAssembly module where it has any; a grammar has none.
  // A dynamic import puts off evaluating, whatever the chunks are.
  inputOptions: { checks: { eval: false, pluginTimings: false, ineffectiveDynamicImport: false } },
} as const;

/** Read by a person in a stack trace: names stay. What goes is what would have to be parsed at every start. */
const smaller = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;

/**
 * The program's files, each with what Node would load for some modules: they, and all that they import, but for what stands in a file
 * above. What none of these imports is loaded by few runs and gets a file of its own. A file that is loaded costs whether it is needed
 * or not, and one more costs as well: `node bench/startup.mjs` and `node bench/generate.mjs` say what is best.
 */
const files: Readonly<Record<string, readonly string[]>> = {
  version: ["src/cli/version.ts", "src/cli/screen/output.ts"],
  start: ["src/cli/startup/start.ts"],
  // What parses the command line and says what was found.
  cli: ["src/cli/main.ts", "src/ports/resource.ts", "src/diagnostics/render/json.ts"],
  // What a run loads that reads a project with a NIF, plans its build and writes its files.
  project: [
    "src/cli/commands/generate.ts",
    "src/generate/generate.ts",
    "src/generate/check-release-setting.ts",
    "src/plan/plan.ts",
    "src/plan/check-packages.ts",
    "src/plan/check-texts.ts",
    "src/plan/check-published.ts",
    "src/plan/without-secrets.ts",
    "src/emit/render.ts",
    "src/read/natives/read-natives.ts",
    "src/read/natives/make/read-make.ts",
    "src/read/sources/hex-settings.ts",
    "src/read/sources/package-codes.ts",
    "node_modules/smol-toml/dist/index.js",
  ],
  inspect: ["src/cli/commands/inspect.ts", "src/inspect/inspect.ts", "src/inspect/node-machine-files.ts"],
};

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function fileOf(modules: Modules): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (id: string, name: string): void => {
    const module = modules.getModuleInfo(id);
    if (module === null || found.has(id)) return;
    found.set(id, name);
    for (const next of module.importedIds) add(next, name);
  };
  for (const [name, paths] of Object.entries(files)) {
    for (const path of paths) {
      const id = fileURLToPath(new URL(path, import.meta.url));
      if (modules.getModuleInfo(id) === null) throw new Error(`${path} is no module of the program`);
      add(id, name);
    }
  }
  return found;
}

// Known once all modules are; the first to be asked finds out.
let known: ReadonlyMap<string, string> | undefined;

const groups = Object.keys(files).map((file, index, { length }) => ({
  priority: length - index,
  name: (id: string, modules: Modules) => ((known ??= fileOf(modules)).get(id) === file ? file : null),
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
