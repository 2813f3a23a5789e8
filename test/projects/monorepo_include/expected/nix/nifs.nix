{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    engine = {
      pname = "engine";
      version = "0.1.0";
      libName = "engine";
      root = ../../../engine;
      sources = [ "." ];
      cargoLock = ../../../engine/Cargo.lock;
    };
  };

  modules = [
    {
      module = "Api";
      crate = crates.engine;
      configApp = "api";
      loadApp = "api";
      library = "priv/native/libengine";
      directory = ".";
    }
  ];

  config = nif2nix.mixConfig {
    root = ../../..;
    folder = "services/api/config";
    file = "config.exs";
    config = nif2nix.nifConfig modules;
  };

  project = {
    root = ../../..;
    directory = "services/api";
    sources = [
      "engine"
      "services/api"
      "shared"
    ];
    configPath = "config/config.exs";
    config = nif2nix.nifConfig modules;
    libraries = nif2nix.placeLibraries modules;
    crates = [ "engine" ];
  };

  releases = {
    api = nif2nix.mixProject (
      project
      // {
        pname = "api";
        version = "0.1.0";
      }
    );
  };
in
{
  inherit
    config
    crates
    modules
    releases
    ;

  release = releases.api;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
