{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    local_nif = {
      pname = "local_nif";
      version = "0.1.0";
      libName = "local_nif";
      root = ../../libs/local_nif/native/local_nif;
      sources = [ "." ];
      cargoLock = ../../libs/local_nif/native/local_nif/Cargo.lock;
    };
  };

  modules = [
    {
      module = "LocalNif";
      crate = crates.local_nif;
      configApp = "local_nif";
      loadApp = "local_nif";
      library = "priv/native/liblocal_nif";
      directory = "../libs/local_nif";
    }
  ];

  config = nif2nix.mixConfig {
    root = ../..;
    folder = "app/config";
    file = "config.exs";
    config = nif2nix.nifConfig modules;
  };

  project = {
    root = ../..;
    directory = "app";
    configPath = "config/config.exs";
    config = nif2nix.nifConfig modules;
    libraries = nif2nix.placeLibraries modules;
    crates = [ "local_nif" ];
  };

  releases = {
    app = nif2nix.mixProject (
      project
      // {
        pname = "app";
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

  release = releases.app;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
