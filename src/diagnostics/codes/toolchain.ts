import type { Code } from "../code-entry.ts";

/** NN9xx: which Rust compiles a crate. */
export const toolchainCodes = {
  "toolchain-unknown": {
    number: "NN901",
    severity: "error",
    message: "{file} decides which Rust builds the crate {crate}, and what it asks for cannot be had: {why}",
    help: 'Name a channel of rustup there, or in nif2nix.toml: [crate.{crate}] toolchain = "nightly-2026-01-31"; "nixpkgs" takes the Rust of nixpkgs.',
  },
  "toolchain-undated": {
    number: "NN902",
    severity: "info",
    message:
      "{file} asks for {channel} without a date: the crate {crate} is built with the newest one that rust-overlay knows in flake.lock",
    help: "Nothing changes until `nix flake update rust-overlay`. With a date, such as {channel}-2026-01-31, development and the build in Nix use the same one.",
  },
  "nightly-needed": {
    number: "NN903",
    severity: "warning",
    message: "{file} of the crate {crate} has {what}, which only a nightly Rust takes, and {has}",
    help: 'Add rust-toolchain.toml with channel = "nightly-YYYY-MM-DD" under [toolchain] to the crate\'s folder, with the date of the nightly that you use (rustc --version); or name it in nif2nix.toml: [crate.{crate}] toolchain.',
  },
  "toolchain-not-given": {
    number: "NN904",
    severity: "warning",
    message: "{file} does not mention {argument}, and {crates} cannot be built without: {asks}",
    help: "{add} The file is yours, so nif2nix leaves it alone.",
  },
  "toolchain-replaced": {
    number: "NN905",
    severity: "info",
    message: "{file} does not mention {argument}: the Rust of nixpkgs builds {crates}, in place of {asks}",
    help: 'For the same Rust as in development: {add} To leave it so: toolchain = "nixpkgs" in nif2nix.toml.',
  },
} as const satisfies Record<string, Code>;
