# nif2nix (MIT License): crates, by crane or by rustPlatform of nixpkgs.
{
  lib,
  stdenv,
  rustPlatform,
  makeRustPlatform,
  # crane, where it is at hand.
  craneLib ? null,
}:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./sources.nix { inherit lib; }) onlySources;

  # Crates by name, from the arguments of `buildCrate`. Crates of one workspace that are built alike share a derivation
  # with the dependencies of all of them.
  buildCrates =
    arguments:
    let
      alike =
        a: b:
        builtins.all (name: a.${name} or null == b.${name} or null) [
          "root"
          "workspace"
          "cargoLock"
          "mode"
          "rust"
          "configs"
          "buildFlagsOnly"
          "env"
          "outputHashes"
          "nativeBuildInputs"
          "buildInputs"
          "builder"
        ];
    in
    builtins.mapAttrs (
      _: own:
      buildCrate (own // { together = builtins.filter (alike own) (builtins.attrValues arguments); })
    ) arguments;

  # What cargo is told of a crate, unless it is told otherwise.
  defaults = {
    manifest = "Cargo.toml";
    features = [ ];
    defaultFeatures = true;
    configs = [ ];
  };

  buildCrate =
    {
      pname,
      version,
      # The folder that holds everything the crate needs.
      root ? null,
      # Files and folders of `root` that cargo reads.
      sources ? [ ],
      # Or sources that are fetched. They are not read while Nix evaluates, so `cargoLock` is a copy beside this file.
      fetched ? null,
      # The workspace's folder, relative to `root`.
      workspace ? ".",
      # The crate's Cargo.toml, relative to `workspace`. Named by file and not by package,
      # because a dependency may have the same name.
      manifest ? defaults.manifest,
      cargoLock,
      libName,
      features ? defaults.features,
      defaultFeatures ? defaults.defaultFeatures,
      # "release" or "debug", as Rustler's `mode`.
      mode ? "release",
      # The toolchain that its rust-toolchain file asks for; null for the package set's own.
      rust ? null,
      # Cargo's configuration files below the workspace's folder, relative to it: cargo runs there and would not see them.
      # Later ones win.
      configs ? defaults.configs,
      # Whether they have flags for rustc under [build] and none under a target: cargo takes one kind and not the other.
      buildFlagsOnly ? false,
      env ? { },
      # Hashes of git crates, by "name-version". Without one the crate is fetched by the revision in
      # Cargo.lock, which is pure as well but happens while Nix evaluates.
      outputHashes ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      # crane where it is at hand, unless told otherwise. crane reads the manifests while Nix evaluates,
      # which for fetched sources would be import from derivation; and it does not know the checksums of the first
      # version of Cargo.lock, which stand in a table of their own.
      builder ? (
        if
          craneLib == null || fetched != null || (builtins.fromTOML (builtins.readFile cargoLock)) ? metadata
        then
          "rustPlatform"
        else
          "crane"
      ),
      # Arguments of the crates whose dependencies are built together with its own; itself among them.
      together ? [ ],
    }@own:
    let
      src = if fetched != null then fetched else onlySources { inherit root sources; };
      nested = workspace != ".";
      craneWithRust = if rust == null then craneLib else craneLib.overrideToolchain rust;
      rustPlatformWithRust =
        if rust == null then
          rustPlatform
        else
          makeRustPlatform {
            cargo = rust;
            rustc = rust;
          };

      # musl: a library that is loaded at run time cannot link the C library statically.
      # Darwin: symbols of the BEAM are found when the library is loaded.
      rustFlags =
        lib.optionals hostPlatform.isMusl [ "-C target-feature=-crt-static" ]
        ++ lib.optionals hostPlatform.isDarwin [ "-C link-arg=-undefined -C link-arg=dynamic_lookup" ];

      # Cargo joins these with flags of the same kind in the crate's configuration; RUSTFLAGS would take the place of all.
      flagsVariable =
        if buildFlagsOnly then
          "CARGO_BUILD_RUSTFLAGS"
        else
          "CARGO_TARGET_${hostPlatform.rust.cargoEnvVarTarget}_RUSTFLAGS";

      common = {
        inherit
          pname
          version
          src
          nativeBuildInputs
          buildInputs
          ;
        strictDeps = true;
        # A crate's tests want a BEAM to call them; they belong to `cargo test` in development.
        doCheck = false;
        env =
          env
          // lib.optionalAttrs (rustFlags != [ ]) { ${flagsVariable} = lib.concatStringsSep " " rustFlags; };
        passthru = { inherit libName; };
      };

      selectionOf =
        crate:
        lib.concatMap (config: [
          "--config"
          config
        ]) crate.configs
        ++ [
          "--manifest-path"
          crate.manifest
          "--lib"
        ];

      cargoArguments =
        crate:
        lib.concatStringsSep " " (
          [ "--locked" ]
          ++ map lib.escapeShellArg (selectionOf crate)
          ++ lib.optionals (!crate.defaultFeatures) [ "--no-default-features" ]
          ++ lib.optionals (crate.features != [ ]) [
            "--features"
            (lib.escapeShellArg (lib.concatStringsSep "," crate.features))
          ]
        );

      # crane keys these hashes by the source in Cargo.lock.
      hashesBySource = lib.listToAttrs (
        lib.concatMap (
          package:
          lib.optionals (outputHashes ? "${package.name}-${package.version}" && package ? source) [
            (lib.nameValuePair package.source outputHashes."${package.name}-${package.version}")
          ]
        ) (builtins.fromTOML (builtins.readFile cargoLock)).package
      );

      crane =
        let
          args =
            common
            // {
              inherit cargoLock;
              outputHashes = hashesBySource;
              cargoToml = root + lib.optionalString nested "/${workspace}" + "/Cargo.toml";
              cargoExtraArgs = cargoArguments {
                inherit
                  manifest
                  configs
                  features
                  defaultFeatures
                  ;
              };
              CARGO_PROFILE = if mode == "debug" then "dev" else "release";
            }
            // lib.optionalAttrs nested {
              postUnpack = ''
                cd "$sourceRoot"/${lib.escapeShellArg workspace}
                sourceRoot="."
              '';
            };

          crates = map (crate: defaults // crate) (if together == [ ] then [ own ] else together);
          shared = builtins.length crates > 1;

          # One command for each crate: in a single one cargo would join the features of all, which no crate is built with.
          # Without `cargo check`, whose results no build uses.
          dependencies = craneWithRust.buildDepsOnly (
            args
            // {
              buildPhaseCargoCommand = lib.concatMapStrings (crate: ''
                cargoWithProfile build ${cargoArguments crate}
              '') crates;
              # Never run; it would name one of the crates.
              checkPhaseCargoCommand = "";
            }
            // lib.optionalAttrs shared {
              pname = "workspace";
              version = "0.0.0";
              src = onlySources {
                inherit root;
                sources = lib.concatMap (crate: crate.sources) crates;
              };
              passthru = { };
            }
          );
        in
        craneWithRust.buildPackage (args // { cargoArtifacts = dependencies; });

      platform = rustPlatformWithRust.buildRustPackage (
        common
        // {
          cargoLock = {
            lockFile = cargoLock;
            inherit outputHashes;
            allowBuiltinFetchGit = true;
          };
          cargoBuildFlags = [ "--lib" ];
          buildFeatures = features;
          buildNoDefaultFeatures = !defaultFeatures;
          buildType = mode;
          # Flags that nixpkgs gives cargo take the place of those in configuration files of the sources: an empty RUSTFLAGS,
          # and what is written above the sources. Both say nothing that a library needs.
          preBuild = ''
            [ -n "''${RUSTFLAGS-}" ] || unset RUSTFLAGS
            if [ -n "$(find . -path '*/.cargo/config*' -print -quit)" ]; then
              sed -i '/^ *"rustflags" *= *\[.*\] *$/d' "$NIX_BUILD_TOP/.cargo/config.toml"
            fi
          '';
        }
        // lib.optionalAttrs nested { cargoRoot = workspace; }
        # In the crate's own folder, as Rustler does: cargo finds its configuration by itself there. Flags that name files
        # would not do, because cargo-auditable repeats them from another folder.
        // lib.optionalAttrs (nested || dirOf manifest != ".") {
          buildAndTestSubdir = "${workspace}/${dirOf manifest}";
        }
        // lib.optionalAttrs (fetched != null) {
          postPatch = ''
            cp --no-preserve=mode ${cargoLock} ${lib.escapeShellArg workspace}/Cargo.lock
          '';
        }
      );
    in
    if builder == "crane" then crane else platform;
in
{
  inherit buildCrates buildCrate;
}
