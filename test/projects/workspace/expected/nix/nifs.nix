{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = nif2nix.buildWorkspaces {
    fast = {
      pname = "fast";
      version = "0.1.0";
      libName = "fast";
      root = ../native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "common"
        "fast"
        "slow/Cargo.toml"
      ];
      standIns = [ "slow/src/lib.rs" ];
      manifest = "fast/Cargo.toml";
      cargoLock = ../native/Cargo.lock;
    };
    slow-one = {
      pname = "slow-one";
      version = "0.1.0";
      libName = "slow_one";
      root = ../native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "common"
        "fast/Cargo.toml"
        "slow"
      ];
      standIns = [ "fast/src/lib.rs" ];
      manifest = "slow/Cargo.toml";
      cargoLock = ../native/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Workspace.Fast";
      crate = crates.fast;
      configApp = "workspace";
      library = "priv/native/libfast";
    }
    {
      module = "Workspace.Slow";
      crate = crates.slow-one;
      configApp = "workspace";
      library = "priv/native/libslow_one";
    }
  ];

  releases = {
    workspace = nif2nix.mixProject {
      pname = "workspace";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [
        "fast"
        "slow_one"
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.workspace;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
