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

  releases = {
    berry = nif2nix.mixProject {
      pname = "berry";
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
  };
in
{
  inherit crates modules releases;

  release = releases.berry;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
