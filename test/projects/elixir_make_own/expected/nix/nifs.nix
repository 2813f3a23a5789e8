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
    make = nif2nix.ownMake { };
  };

  releases = {
    makes = nif2nix.mixProject (
      project
      // {
        pname = "makes";
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

  release = releases.makes;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
