{ callPackage, beamPackages, ... }:
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
  };

  releases = {
    versions = nif2nix.mixProject (
      project
      // {
        pname = "versions";
        version = "1.17.0";
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

  release = releases.versions;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
