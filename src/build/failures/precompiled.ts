import type { KnownFailure } from "./failure.ts";

/** Libraries that packages publish. Messages: rustler_precompiled 0.6 to 0.8.4, elixir_make 0.9.0. */
export const precompiledFailures: readonly KnownFailure[] = [
  {
    name: "precompiled-nif-download",
    topic: "precompiled",
    symptom: "Error while downloading precompiled NIF: couldn't fetch NIF",
    signs: [
      { line: "Error while downloading precompiled NIF: {why}", unless: ["is not available for", "checksum"] },
      // Of one attempt of several: the build goes on.
      { line: "couldn't fetch NIF from {url:word}", strength: "warning" },
    ],
    cause: "RustlerPrecompiled wants to download a library, and a Nix build has no network.",
    remedy:
      "Give the build the archive instead: nif2nix fetches it by the checksum that the package ships and points RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH at it. `nif2nix generate` writes that for every such package in mix.lock.",
    paste: { where: "a shell in the project", lines: ["nif2nix generate"] },
  },
  {
    name: "precompiled-nif-not-available",
    topic: "precompiled",
    symptom: "precompiled NIF is not available for this target / for this NIF version",
    signs: [{ line: 'precompiled NIF is not available for this {what}: "{value:word}"' }],
    cause: "The package publishes no library for the {what} {value}, so that there is nothing to take.",
    remedy: "Let the crate be built from its source: in nif2nix.toml, then `nif2nix generate`.",
    paste: { where: "nif2nix.toml, with the package's name", lines: ["[package.some_package]", 'way = "source"'] },
  },
  {
    name: "precompiled-nif-checksum",
    topic: "precompiled",
    symptom: "the precompiled NIF file does not exist in the checksum file",
    signs: [
      { line: "the precompiled NIF file does not exist in the checksum file" },
      { line: "the integrity check failed because the checksum of files does not match" },
    ],
    cause:
      "The archive is not the one that the package's checksum-*.exs names: another version, target or NIF version, or a package from git, which has no such file.",
    remedy: "Take the package from Hex, whose tarball has the file; or let the crate be built from its source.",
    paste: { where: "nif2nix.toml, with the package's name", lines: ["[package.some_package]", 'way = "source"'] },
  },
  {
    name: "precompiled-write-metadata",
    topic: "precompiled",
    symptom: "no match of right hand side value: {:error, :enoent} in RustlerPrecompiled.write_metadata/2",
    signs: [{ line: "RustlerPrecompiled.write_metadata" }],
    cause:
      "RustlerPrecompiled up to 0.8.2 writes to the home folder while it compiles, and a Nix build has none that it can write to.",
    remedy: "Update rustler_precompiled to 0.8.3 or later, or give the build a folder for caches.",
    paste: {
      where: "the derivation that compiles the package",
      lines: ["export HOME=$TMPDIR XDG_CACHE_HOME=$TMPDIR/cache"],
    },
  },
  {
    name: "rustler-needed-to-force-build",
    topic: "precompiled",
    symptom: "Rustler dependency is needed to force the build",
    signs: [{ line: "Rustler dependency is needed to force the build" }],
    cause:
      "The package's crate is to be compiled, and for that RustlerPrecompiled wants rustler, an optional dependency that mix.lock does not have.",
    remedy:
      "Add rustler to mix.exs and run `mix deps.get`; or do not force the build: nif2nix builds the crate without it.",
    paste: { where: "deps in mix.exs", lines: ['{:rustler, ">= 0.0.0", optional: true}'] },
  },
  {
    name: "make-cache-folder",
    topic: "precompiled",
    symptom: 'could not make directory (with -p) "/homeless-shelter/.cache/elixir_make"',
    signs: [
      { line: "could not find the user home, please set the HOME environment variable" },
      ...["/homeless-shelter", "/.cache", "/Library/Caches", "/cache/", "/var/empty", "elixir_make"].map((place) => ({
        line: `could not make directory (with -p) "{_}${place}`,
      })),
    ],
    cause:
      "A package that keeps what it downloads (elixir_make, esbuild, tailwind) wants a folder in the home of the user, and a Nix build has no home.",
    remedy: "Give the build a folder that it can write to.",
    paste: {
      where: "the derivation that compiles the package",
      lines: ["export HOME=$TMPDIR ELIXIR_MAKE_CACHE_DIR=$TMPDIR/elixir_make"],
    },
  },
  {
    name: "elixir-make-missing",
    topic: "precompiled",
    symptom: 'The task "compile.elixir_make" could not be found',
    signs: [{ line: 'The task "compile.elixir_make" could not be found' }],
    cause:
      "The package's mix.exs names the compiler of elixir_make, and elixir_make is not among what its build is given.",
    remedy:
      "Name elixir_make among the dependencies of the package; `nif2nix generate` reads that from mix.lock and writes it.",
    paste: { where: "buildMix of the package", lines: ["beamDeps = [ elixir_make ];"] },
  },
];
