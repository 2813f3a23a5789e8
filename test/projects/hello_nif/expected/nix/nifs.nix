{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    hello_nif = {
      pname = "hello_nif";
      version = "0.1.0";
      libName = "hello_nif";
      root = ../native/hello_nif;
      sources = [ "." ];
      cargoLock = ../native/hello_nif/Cargo.lock;
    };
  };

  modules = [
    {
      module = "HelloNif";
      crate = crates.hello_nif;
      configApp = "hello_nif";
      loadApp = "hello_nif";
      library = "priv/native/libhello_nif";
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
    crates = [ "hello_nif" ];
  };

  releases = {
    hello_nif = nif2nix.mixProject (
      project
      // {
        pname = "hello_nif";
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

  release = releases.hello_nif;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
