{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  dependencies = {
    counted = nif2nix.withInputs {
      env = {
        ELIXIR_MAKE_CACHE_DIR = {
          buildFolder = "elixir_make";
        };
      };
      scripts = [ "tools/describe.sh" ];
      make = {
        app = "counted";
      };
    } nif2nix.plainDependency;
  };

  releases = {
    elixir_make_dependency = nif2nix.mixProject {
      pname = "elixir_make_dependency";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
    };
  };
in
{
  inherit
    crates
    modules
    dependencies
    releases
    ;

  release = releases.elixir_make_dependency;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
