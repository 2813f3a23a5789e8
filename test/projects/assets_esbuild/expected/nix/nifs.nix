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
    hello_nif = nif2nix.buildByCrane {
      pname = "hello_nif";
      version = "0.1.0";
      libName = "hello_nif";
      root = ../native/hello_nif;
      cargoLock = ../native/hello_nif/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "HelloNif";
      crate = crates.hello_nif;
      configApp = "web";
      library = "priv/native/libhello_nif";
    }
  ];

  configOf = nif2nix.appConfig {
    apps = {
      esbuild = [
        "config :esbuild, :version, \"0.17.0\""
        "config :esbuild, :web, [{:args, [\"js/app.js\", \"--bundle\", \"--outdir=../priv/static/assets\"]}, {:cd, \"/tmp/nif2nix-test-6sf8lA/assets_esbuild/assets\"}, {:env, %{\"NODE_PATH\" => \"/tmp/nif2nix-test-6sf8lA/assets_esbuild/deps\"}}]"
      ];
    };
  };

  releases = {
    web = nif2nix.mixProject {
      pname = "web";
      version = "0.1.0";
      root = ../.;
      except = [
        "flake.lock"
        "flake.nix"
        "native/hello_nif"
        "nif2nix.toml"
        "nix"
      ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "hello_nif" ];
      assets = nif2nix.buildAssets {
        tasks = [
          {
            directory = ".";
            task = "assets.deploy";
            tools = {
              esbuild = "${pkgs.esbuild}/bin/esbuild";
            };
          }
        ];
      };
    };
  };
in
{
  inherit
    configOf
    crates
    modules
    releases
    ;

  release = releases.web;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
