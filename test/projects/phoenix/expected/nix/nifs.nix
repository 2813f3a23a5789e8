{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  buildPackages,
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
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
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
    shop = {
      pname = "shop";
      version = "0.1.0";
      meta.mainProgram = "shop";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
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
        crates = [ "prices" ];
      };
      postPatch =
        nif2nix.placeLock {
          path = ../mix.lock;
          apps = [
            "elixir_make"
            "file_system"
            "fine"
            "lazy_html"
            "phoenix_live_reload"
          ];
        }
        + nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules)
        + nif2nix.placeLibraries modules;
      postBuild = nif2nix.buildAssets {
        tasks = [
          {
            directory = ".";
            task = "assets.deploy";
            tools = {
              esbuild = "${buildPackages.esbuild}/bin/esbuild";
              tailwind = "${buildPackages.tailwindcss_4}/bin/tailwindcss";
            };
          }
        ];
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
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
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [
        ./lib/check-libraries.erl
        ./lib/check-configuration.erl
      ];
    };
}
