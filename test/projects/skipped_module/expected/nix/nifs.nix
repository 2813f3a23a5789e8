{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    skipped_module = {
      pname = "skipped_module";
      version = "0.1.0";
      libName = "skipped_module";
      root = ../native/skipped_module;
      sources = [ "." ];
      cargoLock = ../native/skipped_module/Cargo.lock;
    };
  };

  modules = [
    {
      module = "SkippedModule";
      crate = crates.skipped_module;
      configApp = "skipped_module";
      loadApp = "skipped_module";
      library = "priv/native/libskipped_module";
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
    crates = [ "skipped_module" ];
  };

  releases = {
    skipped_module = nif2nix.mixProject (
      project
      // {
        pname = "skipped_module";
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

  release = releases.skipped_module;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
