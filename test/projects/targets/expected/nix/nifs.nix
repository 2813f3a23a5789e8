{
  stdenv,
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    targets_nif = nif2nix.buildByCrane {
      pname = "targets_nif";
      version = "0.1.0";
      libName = "targets_nif";
      root = ../native/targets_nif;
      cargoLock = ../native/targets_nif/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib --target=${stdenv.hostPlatform.rust.rustcTarget}";
      env = {
        RUSTFLAGS = "-C target-feature=-crt-static";
      };
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Targets.Native";
      crate = crates.targets_nif;
      configApp = "targets";
      library = "priv/native/libtargets_nif";
    }
  ];

  releases = {
    targets = {
      pname = "targets";
      version = "0.1.0";
      meta.mainProgram = "targets";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "targets_nif" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.targets;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
