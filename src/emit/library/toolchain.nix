# nif2nix (MIT License): the Rust that a crate asks for.
{
  # From what a rust-toolchain file asks for ({ channel, components, targets, profile }) to the toolchain:
  # fromRustupToolchain of rust-overlay, or a function of your own.
  rustToolchain,
}:
let
  # The toolchain of a crate, by its name and what its rust-toolchain file asks for; null for the package set's own Rust. That is a stable release, and most often a newer one than a
  # crate asks for by its number, so it takes the place of such where no other can be had.
  toolchainFor =
    pname: toolchain:
    if rustToolchain != null then
      rustToolchain toolchain
    else if builtins.match "stable|[0-9.]+" toolchain.channel != null then
      null
    else
      throw ''
        The crate ${pname} asks for the Rust toolchain ${toolchain.channel}, which nixpkgs does not have.
        In flake.nix, add an input, name it among the arguments of `outputs`, and give it to the release:

          inputs.rust-overlay.url = "github:oxalica/rust-overlay";

          pkgs.callPackage ./nix/package.nix {
            rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs.buildPackages).fromRustupToolchain;
          }

        In nix/package.nix, add the argument `rustToolchain ? null`, and hand it on:

          nifs = callPackage ./nifs.nix { inherit beamPackages craneLib rustToolchain; };

        To build the crate with the Rust of nixpkgs all the same, say so in nif2nix.toml and renew the files:

          [crate.${pname}]
          toolchain = "nixpkgs"
      '';
in
{
  inherit toolchainFor;
}
