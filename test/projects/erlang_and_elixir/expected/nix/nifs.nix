{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    versions = {
      pname = "versions";
      version = "1.17.0";
      meta.mainProgram = "versions";
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
  release = releases.versions;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
