# `crane.mkLib pkgs`. Contract: crane's docs/API.md.
{ pkgs }:
let
  inherit (pkgs) lib;
  make =
    toolchain:
    let
      scope = {
        inherit lib pkgs toolchain;
        vendorCargoDeps = import ./vendor-cargo-deps.nix { inherit lib pkgs; };
        mkDummySrc = import ./mk-dummy-src.nix { inherit lib pkgs; };
        crateNameFromCargoToml = import ./crate-name.nix { inherit lib; };
        mkCargoDerivation = import ./mk-cargo-derivation.nix scope;
        buildDepsOnly = import ./build-deps-only.nix scope;
        buildPackage = import ./build-package.nix scope;
      };
    in
    {
      inherit (scope)
        buildDepsOnly
        buildPackage
        crateNameFromCargoToml
        mkCargoDerivation
        mkDummySrc
        vendorCargoDeps
        ;
      # As crane does: a toolchain, or a function that makes one of a package set.
      overrideToolchain = chosen: make (if builtins.isFunction chosen then chosen pkgs else chosen);
      # What crane's filter for cargo keeps (lib/filterCargoSources.nix).
      cleanCargoSource =
        src:
        lib.cleanSourceWith {
          inherit src;
          filter =
            path: type:
            type == "directory" || builtins.match ".*\\.(rs|toml)|.*/(Cargo\\.lock|\\.cargo/config)" path != null;
        };
      path = path: builtins.path (if builtins.isAttrs path then path else { inherit path; });
      devShell =
        args:
        pkgs.mkShell (
          removeAttrs args [ "checks" ]
          // {
            packages = (args.packages or [ ]) ++ toolchainPackages toolchain;
          }
        );
    };
  toolchainPackages =
    toolchain: if toolchain == null then [ pkgs.cargo pkgs.rustc pkgs.clippy pkgs.rustfmt ] else [ toolchain ];
in
make null
