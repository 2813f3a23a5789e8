# This file is yours: nif2nix made it once and never changes it.
#
#   nix build        the release
#   nix flake check  can the release start?
#   nix develop      a shell for mix and cargo
{
  description = "hello_nif";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    crane.url = "github:ipetkov/crane";
  };

  outputs =
    { nixpkgs, crane, ... }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "aarch64-darwin"
      ];
      forSystems =
        outputs: nixpkgs.lib.genAttrs systems (system: outputs nixpkgs.legacyPackages.${system});
      # The Erlang and Elixir that the project asks for.
      beamPackages = pkgs: pkgs.callPackage ./nix/beam.nix { };
      release = pkgs: pkgs.callPackage ./nix/package.nix { craneLib = crane.mkLib pkgs; };
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
            pkgs.cargo
            pkgs.rustc
            pkgs.rustfmt
            pkgs.clippy
            pkgs.rust-analyzer
          ];
          # For rust-analyzer.
          env.RUST_SRC_PATH = pkgs.rustPlatform.rustLibSrc;
        };
      });
    };
}
