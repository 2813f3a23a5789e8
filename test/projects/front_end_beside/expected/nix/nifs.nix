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
        root = ../..;
        projects = [ "backend" ];
        sources = [
          "backend"
          "frontend"
          "tsconfig.base.json"
        ];
        except = [
          "backend/default.nix"
          "backend/flake.lock"
          "backend/flake.nix"
          "backend/nif2nix.toml"
          "backend/nix"
          "backend/npins"
        ];
      };
      sourceRoot = "source/backend";
      # What lies beside it is built, too.
      postUnpack = "chmod -R u+w source";
      postBuild = nif2nix.buildAssets {
        frontEnds = [
          {
            directory = "../frontend";
            commands = [
              "npm run build"
              "mkdir -p ../backend/priv/static"
              "cp -r dist/. ../backend/priv/static"
            ];
          }
        ];
        tasks = [
          {
            directory = ".";
            task = "phx.digest";
            tools = { };
          }
        ];
        node = nif2nix.prepareNode {
          inherit (buildPackages) nodejs;
          modules = map (nif2nix.placeNodeModules buildPackages.nodejs) (import ./node-packages.nix);
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
