{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  releases = {
    versions = nif2nix.mixProject {
      pname = "versions";
      version = "1.17.0";
      root = ../.;
      configPath = "config/config.exs";
    };
  };
in
{
  inherit crates modules releases;

  release = releases.versions;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
