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
    plain = nif2nix.mixProject (
      project
      // {
        pname = "plain";
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

  release = releases.plain;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
