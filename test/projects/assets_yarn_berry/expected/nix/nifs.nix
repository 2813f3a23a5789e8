{
  callPackage,
  beamPackages,
  pkgs,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    assets = nif2nix.buildAssets {
      tasks = [
        {
          directory = ".";
          task = "assets.deploy";
          tools = { };
        }
      ];
      node = nif2nix.prepareNode {
        inherit (pkgs) nodejs;
        managers = { inherit (pkgs) yarn; };
      };
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

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
