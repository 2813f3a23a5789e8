# `rustPlatform.buildRustPackage`: cargo build for the host platform, with the crates of a Cargo.lock, and what it made
# installed: libraries to lib/, programs to bin/. Contract: "Compiling Rust packages with Cargo" in the nixpkgs manual.
{
  cargo,
  fetchCargoVendor,
  importCargoLock,
  lib,
  rustc,
  stdenv,
}:
{
  pname,
  version,
  src,
  cargoLock ? null,
  cargoHash ? null,
  cargoDeps ?
    if cargoHash != null then
      fetchCargoVendor {
        inherit src;
        name = "${pname}-${version}";
        hash = cargoHash;
      }
    else
      importCargoLock cargoLock,
  # The folder of Cargo.lock below the source root; the folder in which cargo builds.
  cargoRoot ? null,
  buildAndTestSubdir ? null,
  buildType ? "release",
  buildFeatures ? [ ],
  buildNoDefaultFeatures ? false,
  cargoBuildFlags ? [ ],
  cargoTestFlags ? [ ],
  nativeBuildInputs ? [ ],
  doCheck ? true,
  auditable ? true,
  ...
}@args:
let
  target = stdenv.hostPlatform.rust.rustcTarget;
in
stdenv.mkDerivation (
  removeAttrs args [ "cargoLock" ]
  // {
    inherit
      auditable
      buildAndTestSubdir
      buildNoDefaultFeatures
      cargoBuildFlags
      cargoDeps
      cargoRoot
      cargoTestFlags
      doCheck
      ;
    strictDeps = true;
    # Set and empty, as in nixpkgs: to cargo that is a choice, against the flags of its configuration files.
    env = {
      RUSTFLAGS = "";
    }
    // (args.env or { });
    cargoBuildType = buildType;
    cargoBuildFeatures = buildFeatures;
    rustTarget = target;
    nativeBuildInputs = nativeBuildInputs ++ [
      rustc
      cargo
      ./hooks/cargo-setup.sh
      ./hooks/cargo-build.sh
    ];
    configurePhase =
      args.configurePhase or ''
        runHook preConfigure
        runHook postConfigure
      '';
    passthru = (args.passthru or { }) // {
      inherit cargoDeps;
    };
  }
)
