import type { PackageRecipe } from "../recipe.ts";

/**
 * XLA is an archive of prebuilt libraries that EXLA unpacks while it compiles; checksum.txt in the package has the hash of
 * every one. XLA_TARGET names the variant: cpu, cuda12, tpu...
 */
export const xla: PackageRecipe = {
  detects: { apps: ["xla"] },
  archive: {
    list: { file: "lib/xla.ex", module: "XLA", function: "precompiled_files" },
    checksums: "checksum.txt",
    name: /-(?<arch>x86_64|aarch64)-(?<os>darwin|linux-gnu)-(?<variant>[a-z0-9]+)\.tar\.gz$/,
    variant: { variable: "XLA_TARGET", default: "cpu" },
    taken: { variable: "XLA_ARCHIVE_PATH" },
  },
  source: "https://github.com/elixir-nx/xla/blob/main/lib/xla.ex",
};
