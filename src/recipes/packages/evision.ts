import type { PackageRecipe } from "../recipe.ts";

/**
 * OpenCV comes linked into the published library, whose hash is in checksum.exs; it is looked for in the cache of elixir_make.
 * Compiling it would download OpenCV's sources.
 */
export const evision: PackageRecipe = {
  detects: { apps: ["evision"] },
  archive: {
    list: {
      file: "mix.exs",
      module: "Mix.Tasks.Compile.EvisionPrecompiled",
      function: "available_nif_urls",
      arguments: ["2.16"],
    },
    checksums: "checksum.exs",
    name: /^evision-nif_[\d.]+-(?<arch>x86_64|aarch64)-(?<os>linux-gnu|linux-musl|apple-darwin)(?:-(?<variant>contrib))?-\d/,
    variant: { variable: "EVISION_ENABLE_CONTRIB", default: "true", names: { true: "contrib", false: "" } },
    taken: { cacheVariable: "ELIXIR_MAKE_CACHE_DIR" },
  },
  source: "https://github.com/cocoa-xu/evision/blob/main/mix.exs",
};
