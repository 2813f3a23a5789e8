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

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
    nifs = modules;
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    mixEnv = "staging";
    nifs = modules;
  };

  releases = {
    client = nif2nix.mixProject (
      project
      // {
        pname = "client";
        version = "2.0.0";
        releaseName = "client";
      }
    );
    server = nif2nix.mixProject (
      project
      // {
        pname = "server";
        version = "0.1.0";
        releaseName = "server";
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

  release = releases.client;

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
