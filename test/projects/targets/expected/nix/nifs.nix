{
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
      namesTarget = true;
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
    targets = nif2nix.mixProject {
      pname = "targets";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "targets_nif" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.targets;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
