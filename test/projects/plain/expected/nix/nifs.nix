{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  releases = {
    plain = nif2nix.mixProject {
      pname = "plain";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
    };
  };
in
{
  inherit crates modules releases;

  release = releases.plain;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
