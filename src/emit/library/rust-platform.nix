# nif2nix (MIT License): crates, by rustPlatform of nixpkgs.
{
  lib,
  stdenv,
  rustPlatform,
  makeRustPlatform,
}:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;
  inherit (import ./rust-env.nix { inherit lib stdenv; }) rustEnv;
in
{
  buildByRustPlatform =
    {
      pname,
      version,
      # The folder that holds everything the crate needs, and what of it cargo reads, relative to it.
      root ? null,
      sources ? [ "." ],
      # What of these it does not read.
      except ? [ ],
      # Shell, before cargo runs.
      postPatch ? "",
      # Or sources that are fetched. They are not read while Nix evaluates, so `cargoLock` is a copy beside this file.
      fetched ? null,
      # The workspace's folder, relative to the sources, and the crate's Cargo.toml, relative to that.
      workspace ? ".",
      manifest ? "Cargo.toml",
      cargoLock,
      libName,
      features ? [ ],
      defaultFeatures ? true,
      # Whether its programs are built, and its library.
      programs ? false,
      library ? !programs,
      # "release" or "debug", as Rustler's `mode`.
      mode ? "release",
      # The toolchain that its rust-toolchain file asks for; null for the package set's own.
      rust ? null,
      # Whether its configuration has flags for rustc under [build] and none under a target.
      buildFlagsOnly ? false,
      env ? { },
      # Hashes of git crates, by "name-version". Without one the crate is fetched by the revision in Cargo.lock, which is
      # pure as well but happens while Nix evaluates.
      outputHashes ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
    }:
    let
      platform =
        if rust == null then
          rustPlatform
        else
          makeRustPlatform {
            cargo = rust;
            rustc = rust;
          };
    in
    platform.buildRustPackage (
      {
        inherit pname version;
        inherit nativeBuildInputs buildInputs postPatch;
        src = if fetched != null then fetched else onlySources { inherit root sources except; };
        strictDeps = true;
        # A crate's tests want a BEAM to call them; they belong to `cargo test` in development.
        doCheck = false;
        env = rustEnv { inherit buildFlagsOnly env; };
        passthru = { inherit libName; };
        cargoLock = {
          lockFile = cargoLock;
          inherit outputHashes;
          allowBuiltinFetchGit = true;
        };
        cargoBuildFlags = lib.optional (!library) "--bins" ++ lib.optional (!programs) "--lib";
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
      // lib.optionalAttrs (workspace != ".") { cargoRoot = workspace; }
      # In the crate's own folder, as Rustler does: cargo finds its configuration by itself there. Flags that name files
      # would not do, because cargo-auditable repeats them from another folder.
      // lib.optionalAttrs (workspace != "." || dirOf manifest != ".") {
        buildAndTestSubdir = "${workspace}/${dirOf manifest}";
      }
      // lib.optionalAttrs (fetched != null) {
        postPatch = ''
          cp --no-preserve=mode ${cargoLock} ${lib.escapeShellArg workspace}/Cargo.lock
        '';
      }
    );
}
