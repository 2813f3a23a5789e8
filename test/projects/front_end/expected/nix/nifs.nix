{
  callPackage,
  beamPackages,
  buildPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    front_end = {
      pname = "front_end";
      version = "0.1.0";
      meta.mainProgram = "front_end";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "." ];
        except = [
          "default.nix"
          "flake.lock"
          "flake.nix"
          "nif2nix.toml"
          "nix"
          "npins"
        ];
      };
      postBuild = nif2nix.buildAssets {
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
          nodejs = buildPackages.nodejs_22;
          managers = { inherit (buildPackages) pnpm; };
          modules = map (nif2nix.placeNodeModules buildPackages.nodejs_22) (import ./node-packages.nix);
        };
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.front_end;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
