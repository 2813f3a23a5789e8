{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
  pkgs,
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
    nifs = modules;
    assets = [
      {
        directory = ".";
        task = "assets.deploy";
        tools = { };
      }
    ];
    node = {
      inherit (pkgs) nodejs;
      managers = { inherit (pkgs) yarn; };
    };
  };

  releases = {
    berry = nif2nix.mixProject (
      project
      // {
        pname = "berry";
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

  release = releases.berry;

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
