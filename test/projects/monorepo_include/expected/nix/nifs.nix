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
    engine = nif2nix.buildByCrane {
      pname = "engine";
      version = "0.1.0";
      libName = "engine";
      root = ../../../engine;
      cargoLock = ../../../engine/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Api";
      crate = crates.engine;
      configApp = "api";
      library = "priv/native/libengine";
    }
  ];

  releases = {
    api = nif2nix.mixProject {
      pname = "api";
      version = "0.1.0";
      root = ../../..;
      directory = "services/api";
      sources = [ "shared" ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "engine" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.api;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
