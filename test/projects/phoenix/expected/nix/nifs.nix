{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
  pkgs,
}:
let
  nif2nix = callPackage ./nif2nix.nix { inherit beamPackages craneLib rustToolchain; };

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
    nifs = modules;
  };
in
{
  inherit config crates modules;

  release = nif2nix.mixProject {
    pname = "shop";
    version = "0.1.0";
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
    assets = [
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

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
