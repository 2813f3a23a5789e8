{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    plain = {
      pname = "plain";
      version = "0.1.0";
      meta.mainProgram = "plain";
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
  release = releases.plain;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
