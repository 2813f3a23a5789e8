{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  project = {
    root = ../.;
    configPath = "config/config.exs";
    mixEnv = "staging";
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
  inherit crates modules releases;

  release = releases.client;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
