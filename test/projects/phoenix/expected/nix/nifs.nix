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
    prices = {
      pname = "prices";
      version = "0.1.0";
      libName = "prices";
      root = ../native/prices;
      sources = [ "." ];
      cargoLock = ../native/prices/Cargo.lock;
    };
  };

  modules = [
    {
      module = "Shop.Prices";
      crate = crates.prices;
      configApp = "shop";
      loadApp = "shop";
      library = "priv/native/libprices";
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
    crates = [ "prices" ];
    assets = nif2nix.buildAssets {
      tasks = [
        {
          directory = ".";
          task = "assets.deploy";
          tools = {
            esbuild = "${pkgs.esbuild}/bin/esbuild";
            tailwind = "${pkgs.tailwindcss_4}/bin/tailwindcss";
          };
        }
      ];
    };
  };

  releases = {
    shop = nif2nix.mixProject (
      project
      // {
        pname = "shop";
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

  release = releases.shop;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
