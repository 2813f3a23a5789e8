# nif2nix (MIT License): crates, by crane.
{
  lib,
  stdenv,
  # crane's functions for the package set: crane.mkLib pkgs.
  craneLib,
}:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;
  inherit (import ./rust-env.nix { inherit lib stdenv; }) rustEnv;

  # For the toolchain that a crate's rust-toolchain file asks for; null for the package set's own.
  craneFor =
    rust:
    if craneLib == null then
      throw ''
        nix/package.nix is given no crane, which builds the crates. Add craneLib = crane.mkLib pkgs to its arguments,
        or say rust = "rustPlatform" in nif2nix.toml and run nif2nix generate.
      ''
    else if rust == null then
      craneLib
    else
      craneLib.overrideToolchain rust;

  # What crane is given for a crate: what has no name here as it is.
  derivation =
    {
      # The folder that holds everything the crate needs, and what of it cargo reads and does not read.
      root,
      sources ? [ "." ],
      except ? [ ],
      # The workspace's folder, relative to `root`.
      workspace ? ".",
      libName,
      # Whether its configuration has flags for rustc under [build] and none under a target.
      buildFlagsOnly ? false,
      env ? { },
      ...
    }@crate:
    removeAttrs crate ([ "rust" ] ++ builtins.attrNames (builtins.functionArgs derivation))
    // {
      src = onlySources { inherit root sources except; };
      strictDeps = true;
      # A crate's tests want a BEAM to call them; they belong to `cargo test` in development.
      doCheck = false;
      env = rustEnv { inherit buildFlagsOnly env; };
      passthru = { inherit libName; };
    }
    // lib.optionalAttrs (workspace != ".") {
      postUnpack = ''
        cd "$sourceRoot"/${lib.escapeShellArg workspace}
        sourceRoot="."
      '';
    };
in
rec {
  # The dependencies of all of `crates`, which are built as `crate` is. One command for each: in a single one cargo
  # would join the features of all, which no crate is built with. Without `cargo check`, whose results no build uses.
  buildDependencies =
    crate: crates:
    (craneFor crate.rust or null).buildDepsOnly (
      derivation crate
      // {
        buildPhaseCargoCommand = lib.concatMapStrings (each: ''
          cargoWithProfile build ${each.cargoExtraArgs}
        '') crates;
        # Never run; it would name one of the crates.
        checkPhaseCargoCommand = "";
      }
    );

  # A crate, from the arguments of the above and crane's own.
  buildByCrane = crate: buildWith (buildDependencies crate [ crate ]) crate;

  # The same with dependencies that are built.
  buildWith =
    dependencies: crate:
    (craneFor crate.rust or null).buildPackage (derivation crate // { cargoArtifacts = dependencies; });
}
