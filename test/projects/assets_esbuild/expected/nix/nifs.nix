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

  config = nif2nix.mixConfig {
    root = ../.;
    sources = [ "config/config.exs" ];
    folder = "config";
    file = "config.exs";
    config = nif2nix.nifConfig modules;
  };

  releases = {
    web = nif2nix.mixProject {
      pname = "web";
      version = "0.1.0";
      root = ../.;
      sources = [ "." ];
      except = [
        "default.nix"
        "flake.lock"
        "flake.nix"
        "native/hello_nif"
        "nif2nix.toml"
        "nix"
        "npins"
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
    config
    crates
    modules
    releases
    ;

  release = releases.web;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
