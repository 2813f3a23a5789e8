{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
}:
let
  nif2nix = callPackage ./nif2nix.nix { inherit beamPackages craneLib rustToolchain; };

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
    nifs = modules;
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
    nifs = modules;
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

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
