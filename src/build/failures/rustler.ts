import type { KnownFailure } from "./failure.ts";

/** Rustler in the build. Messages: rustler (Hex) 0.27 to 0.38. */
export const rustlerFailures: readonly KnownFailure[] = [
  {
    name: "cargo-metadata-failed",
    topic: "rustler",
    symptom: 'calling `cargo metadata` failed, or :enoent from System.cmd("cargo", ...)',
    strength: "frame",
    signs: [
      { line: "calling `cargo metadata` failed" },
      { line: 'System.cmd("cargo", [', near: [":enoent"] },
      { line: "Could not find `cargo`" },
    ],
    cause:
      "Rustler runs cargo while Mix compiles, and there cargo is missing or has not what it needs. In a Nix build the crate has a derivation of its own, and Rustler has to be told to take the library from there.",
    remedy:
      "Configure the module that says `use Rustler`, in the build only. `nif2nix generate` writes that for every module. Where cargo is meant to run here, its own error stands above.",
    paste: {
      where: "config/config.exs of the build, with the names of your application, module and crate",
      lines: ['config :my_app, MyApp.Native, skip_compilation?: true, load_from: {:my_app, "priv/native/libmy_nif"}'],
    },
  },
  {
    name: "cargo-could-not-resolve-host",
    topic: "rustler",
    symptom: "Could not resolve host: index.crates.io, from cargo",
    signs: [
      { line: "Could not resolve host: {host:word}", near: ["crates.io"] },
      { line: "Couldn't resolve host name ({_}crates.io" },
      { line: "Could not resolve host: static.crates.io" },
      { line: "failed to resolve address for github.com", near: ["crates.io"] },
      { line: "Could not resolve host", near: ["spurious network error"] },
      { line: "Could not resolve host", near: ["Updating git repository"] },
      { line: "Could not resolve host", near: ["Rustler.Compiler"] },
    ],
    cause: "cargo looks for crates on the network, which a Nix build does not have.",
    remedy:
      "Where a derivation of the crate builds it, give that derivation the crates of Cargo.lock: cargoLock.lockFile of buildRustPackage, or crane.",
    cases: [
      {
        where: "Rustler.Compiler",
        cause:
          "Rustler runs cargo although the crate has a derivation of its own: it was told to skip for another module than the one that says `use Rustler` or `use RustlerPrecompiled`.",
        remedy:
          "Configure the module that the place below names. `nif2nix scan` lists every module that loads a library; `nif2nix generate` writes the configuration.",
        paste: {
          where: "config/config.exs of the build, with the names of your application, module and crate",
          lines: [
            'config :my_app, MyApp.Native, skip_compilation?: true, load_from: {:my_app, "priv/native/libmy_nif"}',
          ],
        },
      },
    ],
  },
  {
    name: "cargo-feature-missing",
    topic: "rustler",
    symptom: "the package 'my_nif' does not contain this feature",
    signs: [
      { line: "the package '{crate}' does not contain this feature: {feature}" },
      { line: "the package '{crate}' does not contain these features: {feature}" },
      { line: "Package `{crate}` does not have feature `{feature}`" },
      { line: "none of the selected packages contains this feature: {feature}" },
      { line: "none of the selected packages contains these features: {feature}" },
      { line: "Package `{crate}` does not have the feature `{feature}`" },
      { line: "Package `{crate}` does not have these features: `{feature}`" },
      { line: "manifest features not found" },
    ],
    cause:
      "The features that are asked for and those that Cargo.toml has are not the same: `features:` of `use Rustler` or of its configuration was not passed on to the build, or names what the crate has not.",
    remedy:
      "See `features:` in the module and in config/*.exs, and [features] in Cargo.toml. `nif2nix generate` passes on what both say; in nif2nix.toml it can be said for the build alone.",
    paste: { where: "nif2nix.toml", lines: ['[nif."MyApp.Native"]', 'features = ["simd"]'] },
  },
];
