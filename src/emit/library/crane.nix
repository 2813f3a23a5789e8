# nif2nix (MIT License): crates, by crane.
{
  lib,
  stdenv,
  # crane's functions for the package set: crane.mkLib pkgs.
  craneLib,
}:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;
  inherit (import ./stand-ins.nix { inherit lib; }) placeStandIns;
  inherit (import ./rust-env.nix { inherit lib stdenv; }) rustEnv;

  craneFor =
    {
      # The toolchain that its rust-toolchain file asks for; null for the package set's own.
      rust ? null,
      ...
    }:
    if craneLib == null then
      throw ''
        nix/package.nix is given no crane, which builds the crates. Add craneLib = crane.mkLib pkgs to its arguments,
        or say rust = "rustPlatform" in nif2nix.toml and run nif2nix generate.
      ''
    else if rust == null then
      craneLib
    else
      craneLib.overrideToolchain rust;

  cargoArguments =
    {
      # The crate's Cargo.toml, relative to the workspace. Named by file and not by package, because a dependency may
      # have the same name.
      manifest ? "Cargo.toml",
      # Cargo's configuration files below the workspace's folder, relative to it: cargo runs there and would not see them.
      # Later ones win.
      configs ? [ ],
      features ? [ ],
      defaultFeatures ? true,
      # Whether its configuration names a target: the command line alone counts more than files that are named on it.
      namesTarget ? false,
      # Whether its programs are built, in place of its library.
      programs ? false,
      ...
    }:
    lib.concatMapStringsSep " " lib.escapeShellArg (
      [ "--locked" ]
      ++ map (config: "--config=${config}") configs
      ++ lib.optional namesTarget "--target=${stdenv.hostPlatform.rust.rustcTarget}"
      ++ [ "--manifest-path=${manifest}" ]
      ++ [ (if programs then "--bins" else "--lib") ]
      ++ lib.optional (!defaultFeatures) "--no-default-features"
      ++ lib.optional (features != [ ]) "--features=${lib.concatStringsSep "," features}"
    );

  derivation =
    {
      pname,
      version,
      # The folder that holds everything the crate needs.
      root,
      # Files and folders of `root` that cargo reads.
      sources ? [ "." ],
      # What of these it does not read.
      except ? [ ],
      # Files that cargo looks for in the workspace and that nothing is built of, relative to its folder.
      standIns ? [ ],
      # The workspace's folder, relative to `root`.
      workspace ? ".",
      cargoLock,
      libName,
      # "release" or "debug", as Rustler's `mode`.
      mode ? "release",
      # Whether its configuration has flags for rustc under [build] and none under a target.
      buildFlagsOnly ? false,
      env ? { },
      # Hashes of git crates, by their source in Cargo.lock. Without one the crate is fetched by the revision there,
      # which is pure as well but happens while Nix evaluates.
      outputHashes ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      ...
    }@crate:
    {
      inherit pname version cargoLock;
      inherit outputHashes nativeBuildInputs buildInputs;
      src = onlySources { inherit root sources except; };
      strictDeps = true;
      # A crate's tests want a BEAM to call them; they belong to `cargo test` in development.
      doCheck = false;
      env = rustEnv { inherit buildFlagsOnly env; };
      passthru = { inherit libName; };
      cargoExtraArgs = cargoArguments crate;
      CARGO_PROFILE = if mode == "debug" then "dev" else "release";
    }
    // lib.optionalAttrs (standIns != [ ]) { postPatch = placeStandIns standIns; }
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
    (craneFor crate).buildDepsOnly (
      derivation crate
      // {
        buildPhaseCargoCommand = lib.concatMapStrings (each: ''
          cargoWithProfile build ${cargoArguments each}
        '') crates;
        # Never run; it would name one of the crates.
        checkPhaseCargoCommand = "";
      }
    );

  # A crate, from the arguments of all of the above.
  buildByCrane =
    {
      dependencies ? buildDependencies crate [ crate ],
      ...
    }@crate:
    (craneFor crate).buildPackage (derivation crate // { cargoArtifacts = dependencies; });
}
