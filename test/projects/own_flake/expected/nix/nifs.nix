{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
}:
let
  nif2nix = callPackage ./nif2nix.nix { inherit beamPackages craneLib rustToolchain; };

  crates = nif2nix.buildCrates {
    own_flake = {
      pname = "own_flake";
      version = "0.1.0";
      libName = "own_flake";
      root = ../native/own_flake;
      sources = [ "." ];
      cargoLock = ../native/own_flake/Cargo.lock;
    };
  };

  modules = [
    {
      module = "OwnFlake";
      crate = crates.own_flake;
      configApp = "own_flake";
      loadApp = "own_flake";
      library = "priv/native/libown_flake";
      directory = ".";
    }
  ];

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
    nifs = modules;
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
  };

  releases = {
    own_flake = nif2nix.mixProject (
      project
      // {
        pname = "own_flake";
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

  release = releases.own_flake;

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
