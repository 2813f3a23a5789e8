{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  releases = {
    private_hex = nif2nix.mixProject {
      pname = "private_hex";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
    };
  };
in
{
  inherit crates modules releases;

  release = releases.private_hex;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
