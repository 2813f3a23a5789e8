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
    front_end = nif2nix.mixProject {
      pname = "front_end";
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
        frontEnds = [
          {
            directory = "frontend";
            commands = [
              "pnpm run build"
              "cp -r dist/. ../priv/static"
            ];
          }
        ];
        tasks = [
          {
            directory = ".";
            task = "phx.digest";
            tools = { };
          }
          {
            directory = ".";
            task = "front_end.pages --all";
            tools = { };
          }
        ];
        node = nif2nix.prepareNode {
          nodejs = pkgs.nodejs_22;
          managers = { inherit (pkgs) pnpm; };
          modules = map (nif2nix.placeNodeModules pkgs.nodejs_22) (import ./node-packages.nix);
        };
      };
    };
  };
in
{
  inherit crates modules releases;

  release = releases.front_end;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
