# nif2nix (MIT License): crates that ask for a newer Rust than every release of nixpkgs has.
{
  lib,
  rustc,
  # crane's functions, which may come with a toolchain of the caller's.
  craneLib ? null,
}:
{
  # Crates, where the Rust that builds them is not older than `rust-version` of their Cargo.toml; else evaluation ends with
  # the reason, before anything is built.
  requireRust =
    {
      file,
      version,
      byCrane ? false,
    }:
    crates:
    let
      rust = if byCrane then craneLib.rustc or rustc else rustc;
    in
    if lib.versionOlder rust.version version then
      throw "${file} asks for Rust ${version}, and this nixpkgs has ${rust.version}; take another nixpkgs, or give the crate a toolchain: [crate.NAME] toolchain in nif2nix.toml"
    else
      crates;
}
