{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    hostile = {
      pname = "hostile";
      version = "0.1.0";
      libName = "hostile";
      root = ../native + "/a \${b} ''c''";
      sources = [ "." ];
      cargoLock = ../native + "/a \${b} ''c''/Cargo.lock";
      env = {
        GREETING = "\${HOME} '' \\ \" $(id) `id`";
      };
    };
  };

  modules = [
    {
      module = "Hostile";
      crate = crates.hostile;
      configApp = "hostile";
      loadApp = "hostile";
      library = "priv/native/libhostile";
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
    crates = [ "hostile" ];
  };

  releases = {
    hostile = nif2nix.mixProject (
      project
      // {
        pname = "hostile";
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

  release = releases.hostile;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
