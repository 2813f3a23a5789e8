{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  pkgs,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    prices = nif2nix.buildByCrane {
      pname = "prices";
      version = "0.1.0";
      libName = "prices";
      root = ../native/prices;
      cargoLock = ../native/prices/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Shop.Prices";
      crate = crates.prices;
      configApp = "shop";
      library = "priv/native/libprices";
    }
  ];

  config = nif2nix.mixConfig {
    root = ../.;
    sources = [
      "config/config.exs"
      "config/prod.exs"
    ];
    folder = "config";
    file = "config.exs";
    config = nif2nix.nifConfig modules;
  };

  configOf = nif2nix.appConfig {
    apps = {
      phoenix_live_view = [ "config :phoenix_live_view, :root_tag_attribute, \"phx-r\"" ];
      phoenix = [ "config :phoenix, :json_library, Jason" ];
    };
  };

  releases = {
    shop = nif2nix.mixProject {
      pname = "shop";
      version = "0.1.0";
      root = ../.;
      sources = [ "." ];
      except = [
        "default.nix"
        "flake.lock"
        "flake.nix"
        "mix.lock"
        "native/prices"
        "nif2nix.toml"
        "nix"
        "npins"
      ];
      lock = nif2nix.lockWithout {
        path = ../mix.lock;
        apps = [
          "elixir_make"
          "file_system"
          "fine"
          "lazy_html"
          "phoenix_live_reload"
        ];
      };
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
  };
in
{
  inherit
    config
    configOf
    crates
    modules
    releases
    ;

  release = releases.shop;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
