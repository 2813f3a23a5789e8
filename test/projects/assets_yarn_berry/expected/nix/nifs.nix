{
  callPackage,
  beamPackages,
  buildPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    berry = {
      pname = "berry";
      version = "0.1.0";
      meta.mainProgram = "berry";
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
        tasks = [
          {
            directory = ".";
            task = "assets.deploy";
            tools = { };
          }
        ];
        node = nif2nix.prepareNode {
          inherit (buildPackages) nodejs;
          managers = { inherit (buildPackages) yarn; };
        };
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.berry;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
