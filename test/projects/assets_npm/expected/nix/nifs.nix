{
  callPackage,
  beamPackages,
  craneLib ? null,
  pkgs,
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
      configApp = "web";
      loadApp = "web";
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
    assets = nif2nix.buildAssets {
      tasks = [
        {
          directory = ".";
          task = "assets.deploy";
          tools = { };
        }
      ];
      node = nif2nix.prepareNode {
        inherit (pkgs) nodejs;
        modules = map (nif2nix.placeNodeModules pkgs.nodejs) (import ./node-packages.nix);
      };
    };
  };

  releases = {
    web = nif2nix.mixProject (
      project
      // {
        pname = "web";
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

  release = releases.web;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
