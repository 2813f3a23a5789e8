# This file is yours: nif2nix made it once and never changes it.
#
#   nix build        the release
#   nix flake check  can the release start?
#   nix develop      a shell for mix and cargo
{
  description = "toolchain_file";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    crane.url = "github:ipetkov/crane";
    # The Rust that toolchain files ask for.
    rust-overlay = {
      url = "github:oxalica/rust-overlay";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    {
      nixpkgs,
      crane,
      rust-overlay,
      ...
    }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "aarch64-darwin"
      ];
      forSystems =
        outputs: nixpkgs.lib.genAttrs systems (system: outputs nixpkgs.legacyPackages.${system});
      rustBin = pkgs: rust-overlay.lib.mkRustBin { } pkgs.buildPackages;
      # The Erlang and Elixir that the project asks for.
      beamPackages = pkgs: pkgs.callPackage ./nix/beam.nix { };
      release =
        pkgs:
        pkgs.callPackage ./nix/package.nix {
          craneLib = crane.mkLib pkgs;
          rustToolchain = (rustBin pkgs).fromRustupToolchain;
        };
    in
    {
      # Each release by its name.
      packages = forSystems (pkgs: (release pkgs).releases // { default = release pkgs; });

      # The built release can start.
      checks = forSystems (pkgs: {
        load = (release pkgs).tests.load;
      });

      devShells = forSystems (pkgs: {
        default = pkgs.mkShell {
          # What the crates are built with.
          inputsFrom = builtins.attrValues (release pkgs).crates;
          packages = [
            (beamPackages pkgs).elixir
            (beamPackages pkgs).erlang
            ((rustBin pkgs).fromRustupToolchainFile ./native/toolchain_file/rust-toolchain.toml)
            pkgs.rust-analyzer
          ];
        };
      });
    };
}
