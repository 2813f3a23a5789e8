{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
}:
let
  nif2nix = callPackage ./nif2nix.nix { inherit beamPackages craneLib rustToolchain; };

  crates = nif2nix.buildCrates { };

  modules = [ ];

  dependencies = {
    counted = nif2nix.withInputs {
      env = {
        ELIXIR_MAKE_CACHE_DIR = {
          buildFolder = "elixir_make";
        };
      };
      make = {
        app = "counted";
      };
    } nif2nix.plainDependency;
  };

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
    nifs = modules ++ nif2nix.modulesOf dependencies;
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
    inherited = nif2nix.modulesOf dependencies;
  };

  releases = {
    elixir_make_dependency = nif2nix.mixProject (
      project
      // {
        pname = "elixir_make_dependency";
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
    dependencies
    releases
    ;

  release = releases.elixir_make_dependency;

  loadCheck =
    release:
    nif2nix.loadCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
    };
}
