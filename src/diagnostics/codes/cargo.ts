import type { Code } from "../code-entry.ts";

/** NN4xx: crates. */
export const cargoCodes = {
  "toml-invalid": {
    number: "NN402",
    severity: "error",
    message: "the file is not valid TOML: {reason}",
    help: "Correct the file at this place; `cargo metadata` reports the same error.",
  },
  "cargo-lock-missing": {
    number: "NN403",
    severity: "error",
    message: "the crate {crate} has no Cargo.lock: cargo would use {lock}",
    help: "Run `cargo generate-lockfile --manifest-path {manifest}` and {keep}.",
  },
  "cargo-lock-ignored": {
    number: "NN404",
    severity: "info",
    message: "cargo does not read this file: the crate belongs to the workspace of {workspace}, whose lock is {lock}",
    help: "Delete the file, or list the crate under `exclude` of the workspace if it should have a lock of its own.",
  },
  "cargo-lock-stale": {
    number: "NN405",
    severity: "error",
    message: "{lock} is out of date: {why}",
    help: "Run `cargo update --workspace --manifest-path {manifest}` and commit the lock; a build in Nix may not change it and would stop.",
  },
  "cargo-lock-conflict": {
    number: "NN406",
    severity: "error",
    message: "the file has merge conflict markers",
    help: "Resolve the conflict, or take one side and run `cargo update --workspace`.",
  },
  "cargo-lock-too-new": {
    number: "NN407",
    severity: "error",
    message: "the file has format version {version}, newer than what can be read ({newest})",
    help: "Update nif2nix, or write the lock with an older cargo.",
  },
  "crate-without-library": {
    number: "NN408",
    severity: "error",
    message: "the crate {crate} has no library target",
    help: 'Add src/lib.rs and `[lib] crate-type = ["cdylib"]` to its Cargo.toml: a NIF is a dynamic library.',
  },
  "crate-without-cdylib": {
    number: "NN409",
    severity: "error",
    message: "the crate {crate} makes no dynamic library: its crate-type is neither cdylib nor dylib",
    help: 'Add `crate-type = ["cdylib"]` under `[lib]` in its Cargo.toml.',
  },
  "crate-path-missing": {
    number: "NN410",
    severity: "error",
    message: "the path dependency {name} has no Cargo.toml in {path}",
    help: "Correct the path, or check that the folder is in version control.",
  },
  "crate-path-outside": {
    number: "NN411",
    severity: "error",
    message: "the path dependency {name} ({path}) lies outside of {limit}, which is all that the build is given",
    help: "Move it into the repository, or depend on it by git or version.",
  },
  "workspace-member-missing": {
    number: "NN412",
    severity: "error",
    message: "the workspace member {member} has no Cargo.toml: cargo refuses to load the workspace",
    help: "Remove it from `members`, list it under `exclude`, or restore its Cargo.toml.",
  },
  "not-a-workspace-member": {
    number: "NN413",
    severity: "error",
    message:
      "the crate lies below the workspace of {workspace} but is not one of its members: cargo refuses to build it",
    help: "Add it to `members` or `exclude` there, or give its own Cargo.toml an empty `[workspace]` table.",
  },
  "package-not-found": {
    number: "NN414",
    severity: "error",
    message: "{manifest} has no package {package} (it has: {packages})",
    help: "Make `crate:` of the NIF module the name under `[package]` of its Cargo.toml: Rustler runs `cargo rustc -p` with it.",
  },
  "package-name-differs": {
    number: "NN417",
    severity: "warning",
    message: "the package here is {name}, `crate:` of the NIF module says {package}, and no package {package} is near",
    help: "Make `crate:` the name under `[package]` of Cargo.toml: Rustler runs `cargo rustc -p` with it.",
  },
  "workspace-field-missing": {
    number: "NN415",
    severity: "error",
    message: "`{field}` is inherited from a workspace that does not set it",
    help: "Set it under `[workspace.package]` of the workspace root, or in this manifest.",
  },
  "included-file-outside": {
    number: "NN416",
    severity: "warning",
    message: "the source includes {path}, outside of {limit}, which is all that the build is given",
    help: "Move the file into the repository.",
  },
  "workspace-root-missing": {
    number: "NN418",
    severity: "error",
    message: "`workspace` names {path}, where there is no Cargo.toml inside of {limit}",
    help: "Correct the path, or move the workspace root into the repository: cargo needs it to build the crate.",
  },
  "crate-name-invalid": {
    number: "NN419",
    severity: "error",
    message: 'cargo refuses "{name}" as the name of a {what}',
    help: "Names are made of letters, digits and _; that of a package may have - in it and starts with no digit.",
  },
  "feature-unknown": {
    number: "NN420",
    severity: "error",
    message:
      '{module} builds the crate {crate} with the feature "{feature}", which its Cargo.toml does not have{suggestion}',
    help: "cargo refuses it. It has: {known}.",
  },
  "crate-linker-unknown": {
    number: "NN422",
    severity: "warning",
    message:
      "cargo's configuration has the crate {crate} linked by `{program}`, and which package of nixpkgs has that is not known",
    help: "Name the package for the build in nif2nix.toml: [crate.{crate}] nativeBuildInputs = [ ... ]. A path of one machine, /usr/bin/..., is in no build: write the program's name alone.",
  },
  "crate-library-unknown": {
    number: "NN426",
    severity: "warning",
    message:
      "a build script of the crate {crate} links to the library {library}, and which package of nixpkgs has that is not known",
    help: "Name the package for the build in nif2nix.toml: [crate.{crate}] buildInputs = [ ... ]; search.nixos.org tells.",
  },
  "crate-downloads": {
    number: "NN423",
    severity: "warning",
    message:
      "the crate {crate} is built on {dependency}, whose build script downloads {what}, which no build in Nix can do",
    help: "Name the file or folder that stands in its place by the variable {variable}: [crate.{crate}] env in nif2nix.toml.",
  },
  "build-script-fetches": {
    number: "NN424",
    severity: "warning",
    message: "a build script of the crate {crate} fetches by {by}, and a build in Nix has no network",
    help: "Of what may stand in its place: {read}. Name the file or folder by such a one under [crate.{crate}] env in nif2nix.toml, or have the script look for one first.",
  },
  "crates-not-known": {
    number: "NN425",
    severity: "warning",
    message: "which crates {crate} is built from is not known: what {first} needs could not be read{others}: {why}",
    help: "Run `cargo fetch` in the crate's folder, or leave out --offline. Until then all that the lock lists for it is in the bill, and marked as uncertain.",
  },
  "crate-registry-foreign": {
    number: "NN421",
    severity: "warning",
    message: "the crate {crate} comes from the registry {registry}, and the builders know crates.io only",
    help: "Tell crane of it where flake.nix makes craneLib: (crane.mkLib pkgs).appendCrateRegistries [ ... ]; rustPlatform cannot be told. Or vendor the crate into the repository.",
  },
} as const satisfies Record<string, Code>;
