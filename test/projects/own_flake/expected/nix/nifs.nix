{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

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
    config = nif2nix.nifConfig modules;
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    config = nif2nix.nifConfig modules;
    libraries = nif2nix.placeLibraries modules;
    crates = [ "own_flake" ];
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

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
