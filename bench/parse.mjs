// How long it takes to load the parser of Elixir and to parse a file, as whole processes, against bare Node.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsdown";
import { compare } from "./measure.mjs";

const { resolve } = createRequire(import.meta.url);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const REPETITIONS = 10;

const folder = mkdtempSync(join(tmpdir(), "nif2nix-bench-"));
try {
  // bundled as the program is: one CommonJS file with the WebAssembly files beside it
  await build({
    config: false,
    logLevel: "silent",
    entry: { "parse-file": here("parse-file.ts") },
    outDir: folder,
    format: "cjs",
    shims: true,
    alias: { "web-tree-sitter": join(dirname(resolve("web-tree-sitter/web-tree-sitter.wasm")), "web-tree-sitter.cjs") },
    outputOptions: { codeSplitting: false },
    platform: "node",
    target: "node20",
    dts: false,
    minify: true,
    fixedExtension: true,
    deps: { alwaysBundle: /^[^.]/, onlyBundle: false },
  });
  for (const wasm of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-elixir/tree-sitter-elixir.wasm"]) {
    copyFileSync(resolve(wasm), join(folder, wasm.split("/")[1]));
  }
  const program = join(folder, "parse-file.cjs");
  const mixExs = here("../examples/hello_nif/mix.exs");
  const big = join(folder, "big.ex");
  const modules = Array.from({ length: 150 }, (_, index) => plainModule(index)).join("\n");
  writeFileSync(big, modules);
  const kilobytes = Math.round(modules.length / 1000);

  const medians = compare([
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "load, parse a mix.exs", args: [program, mixExs], budget: "at most 2.5x" },
    { name: `load, parse ${kilobytes} kB`, args: [program, big] },
    { name: `load, parse ${kilobytes} kB ${REPETITIONS} times`, args: [program, big, String(REPETITIONS)] },
  ]);
  const each = (medians[3] - medians[2]) / (REPETITIONS - 1);
  process.stdout.write(`once loaded: ${(kilobytes / each).toFixed(2)} MB/s\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Code as most of it is: documented functions, pattern matching, pipes. */
function plainModule(index) {
  return `defmodule Big.Module${index} do
  @moduledoc """
  Keeps entries of kind ${index}.
  """

  alias Big.{Entry, Store}

  @limit ${index * 10}

  @doc "Puts an entry."
  @spec put(map(), Entry.t(), keyword()) :: {:ok, map()} | {:error, term()}
  def put(%{entries: entries} = state, %Entry{id: id} = entry, opts \\\\ []) when is_integer(id) do
    case Store.insert(entry, Keyword.merge([limit: @limit], opts)) do
      {:ok, stored} -> {:ok, %{state | entries: [stored | entries]}}
      {:error, reason} when reason in [:full, :closed] -> {:error, "not stored: #{inspect(reason)}"}
    end
  end

  defp names(entries) do
    entries
    |> Enum.filter(&(&1.kind == :kind_${index}))
    |> Enum.map(fn %{name: name} -> String.upcase(name) end)
  end
end
`;
}
