{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    read_beside = {
      pname = "read_beside";
      version = "0.1.0";
      meta.mainProgram = "read_beside";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.read_beside;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
