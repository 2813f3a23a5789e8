import type { PackageRecipe } from "./recipe.ts";

/** Every recipe for Mix dependencies; all that match are joined. */
export const packageRecipes: readonly PackageRecipe[] = [
  // elixir_make and cc_precompiler look for a precompiled library first, in a cache whose folder must be writable, and compile when there is none.
  {
    detects: { requires: ["elixir_make", "cc_precompiler"] },
    env: { ELIXIR_MAKE_CACHE_DIR: { buildFolder: "elixir_make" } },
    source: "https://hexdocs.pm/elixir_make/precompilation_guide.html",
  },
  // OpenCV comes linked into the published library, whose hash is in checksum.exs; it is looked for in the cache of elixir_make.
  // Compiling it would download OpenCV's sources.
  {
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
  },
  // Locales are downloaded while compiling where the package does not ship them.
  {
    detects: { apps: ["ex_cldr"] },
    data: {
      module: "Elixir.Cldr",
      option: "locales",
      more: ["gettext"],
      shipped: "priv/cldr/locales",
      folderOption: "data_dir",
      usualFolder: "priv/cldr",
      inFolder: "locales",
      ending: ".json",
    },
    note: "place the locales that the project names in priv/cldr/locales; `mix cldr.download.locales` fetches them",
    source: "https://hexdocs.pm/ex_cldr",
  },
  // C++ headers: Fine.include_dir/0 is the folder where fine was compiled, which is gone when another package asks for it.
  {
    detects: { apps: ["fine"] },
    sourceFolders: [{ file: "lib/fine.ex", code: 'Path.expand("c_include")', folder: "c_include" }],
    source: "https://github.com/elixir-nx/fine/blob/main/lib/fine.ex",
  },
  // The port compiler for rebar3, from the BEAM package set.
  {
    detects: { rebarPlugins: ["pc"] },
    buildPlugins: ["pc"],
    source: "https://github.com/blt/port_compiler",
  },
  // libvips from nixpkgs instead of a download.
  {
    detects: { apps: ["vix"] },
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["vips"],
    env: { VIX_COMPILATION_MODE: "PLATFORM_PROVIDED_LIBVIPS" },
    source: "https://github.com/akash-akya/vix",
  },
  // XLA is an archive of prebuilt libraries that EXLA unpacks while it compiles; checksum.txt in the package has the hash of
  // every one. XLA_TARGET names the variant: cpu, cuda12, tpu...
  {
    detects: { apps: ["xla"] },
    archive: {
      list: { file: "lib/xla.ex", module: "XLA", function: "precompiled_files" },
      checksums: "checksum.txt",
      name: /-(?<arch>x86_64|aarch64)-(?<os>darwin|linux-gnu)-(?<variant>[a-z0-9]+)\.tar\.gz$/,
      variant: { variable: "XLA_TARGET", default: "cpu" },
      taken: { variable: "XLA_ARCHIVE_PATH" },
    },
    source: "https://github.com/elixir-nx/xla/blob/main/lib/xla.ex",
  },
  // Zig from nixpkgs instead of a download.
  {
    detects: { apps: ["zigler"], requires: ["zigler"] },
    nativeBuildInputs: ["zig"],
    env: { ZIG_EXECUTABLE_PATH: { package: "zig", path: "/bin/zig" } },
    source: "https://hexdocs.pm/zigler",
  },
];
