{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  releases = {
    makes = nif2nix.mixProject {
      pname = "makes";
      version = "0.1.0";
      root = ../.;
      sources = [ "." ];
      except = [
        "default.nix"
        "flake.lock"
        "flake.nix"
        "nif2nix.toml"
        "nix"
        "npins"
      ];
      configPath = "config/config.exs";
      make = nif2nix.ownMake { };
    };
  };
in
{
  inherit crates modules releases;

  release = releases.makes;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
