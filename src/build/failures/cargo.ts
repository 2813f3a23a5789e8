import type { KnownFailure } from "./failure.ts";

/** cargo, rustc and what nixpkgs and crane do around them. Messages: cargo 1.56 to 1.95; nixpkgs' import-cargo-lock.nix. */
export const cargoFailures: readonly KnownFailure[] = [
  {
    name: "cargo-git-hash-missing",
    topic: "cargo",
    symptom: "No hash was found while vendoring the git dependency",
    signs: [{ line: "No hash was found while vendoring the git dependency {crate:word}" }],
    cause:
      "Cargo.lock has a crate from git, {crate}, and a lock says nothing of its contents, which buildRustPackage wants to know.",
    remedy: "Let Nix fetch it by its revision, or give its hash. nif2nix does the first.",
    paste: { where: "cargoLock of buildRustPackage", lines: ["allowBuiltinFetchGit = true;"] },
  },
  {
    name: "rustc-too-old",
    topic: "cargo",
    symptom: "rustc 1.x is not supported by the following package",
    signs: [
      { line: "rustc {rustc:word} is not supported by the following package" },
      { line: "cannot be built because it requires rustc {needs:word} or newer" },
      { line: "requires rustc {needs:word} or newer, while the currently active rustc version is" },
      { line: "feature `edition2024` is required" },
    ],
    cause: "A crate asks for a newer Rust (its rust-version) than the build has.",
    remedy:
      "Name a newer Rust in rust-toolchain.toml, which nif2nix takes from rust-overlay; or a newer nixpkgs; or lock an older version of the crate: cargo update -p CRATE --precise VERSION.",
    paste: { where: "rust-toolchain.toml in the root of the project", lines: ["[toolchain]", 'channel = "1.91.0"'] },
  },
  {
    name: "cargo-lock-version",
    topic: "cargo",
    symptom: "lock file version 4 requires `-Znext-lockfile-bump`",
    signs: [
      { line: "lock file version {version:word} requires" },
      { line: "lock file version `{version:word} was found, but this version of Cargo does not understand" },
    ],
    cause:
      "Cargo.lock was written by a newer cargo than the one that reads it. Version 4 is written since 1.83 and read since 1.78.",
    remedy:
      "Take a newer Rust: a newer nixpkgs, or rust-toolchain.toml. Where that cannot be, an older cargo writes the lock anew.",
    paste: { where: "rust-toolchain.toml in the root of the project", lines: ["[toolchain]", 'channel = "1.91.0"'] },
  },
  {
    name: "cargo-lock-out-of-date",
    topic: "cargo",
    symptom: "the lock file needs to be updated but --locked was passed",
    signs: [
      { line: "the lock file {lock:path} needs to be updated but --{flag:word} was passed" },
      { line: "cannot update the lock file {lock:path} because --{flag:word} was passed" },
    ],
    cause:
      "Cargo.toml, or that of a crate beside it, changed after {lock} was written, and a Nix build may not choose versions. Older versions of cargo say this of a lock that is not there, too.",
    remedy: "Write the lock anew where there is a network, and commit it.",
    paste: {
      where: "a shell, in the folder of the crate",
      lines: ["cargo metadata --format-version 1 > /dev/null", "git add Cargo.lock"],
    },
  },
  {
    name: "no-cargo-lock",
    topic: "cargo",
    symptom: "cannot create the lock file Cargo.lock because --locked was passed",
    signs: [
      { line: "cannot create the lock file {lock:path} because --{flag:word} was passed" },
      { line: "Unable to find Cargo.lock at {lock:path}" },
      { line: "unable to find Cargo.lock at {lock:path}" },
      { line: "ERROR: Missing Cargo.lock from src" },
    ],
    cause: "The crate has no Cargo.lock, or git does not know the file, so that a flake does not have it.",
    remedy: "Make the lock and add it; see whether a .gitignore names it.",
    paste: {
      where: "a shell, in the folder of the crate",
      lines: ["cargo generate-lockfile", "git add --force Cargo.lock"],
    },
  },
  {
    name: "cargo-vendor-lock-differs",
    topic: "cargo",
    symptom: "Cargo.lock is not the same in cargo-vendor-dir",
    signs: [
      { line: "Cargo.lock is not the same in {folder:path}" },
      { line: "cargoHash or cargoSha256 is out of date" },
    ],
    cause: "The crates that Nix fetched are those of another Cargo.lock than the one in the sources.",
    remedy:
      "Renew cargoHash: set it to an empty text, build, and take the hash that Nix says. With cargoLock.lockFile, as nif2nix writes it, there is none to renew.",
    paste: { where: "buildRustPackage", lines: ["cargoLock.lockFile = ./Cargo.lock;"] },
  },
];
