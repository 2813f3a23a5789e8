import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import type { Parse } from "./tree.ts";

/** The parser of Elixir with the WebAssembly files that are at hand; loaded once, on first use. */
export function elixirParser(): Promise<Parse> {
  return (loaded ??= load());
}

let loaded: Promise<Parse> | undefined;

/** Optimising WebAssembly in the background would keep the process alive for longer than parsing takes. */
const V8_FLAGS = ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

async function load(): Promise<Parse> {
  V8_FLAGS.forEach((flag) => setFlagsFromString(flag));
  const { loadParser } = await import("./parse.ts");
  return loadParser({
    runtime: readFileSync(wasmFile("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
    grammar: readFileSync(wasmFile("tree-sitter-elixir.wasm", "tree-sitter-elixir/tree-sitter-elixir.wasm")),
  });
}

/** Beside the bundle where there is one, otherwise from the packages the source is developed with. */
function wasmFile(name: string, inPackages: string): string {
  const beside = fileURLToPath(new URL(name, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackages);
}
