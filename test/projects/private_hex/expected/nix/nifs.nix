{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    private_hex = {
      pname = "private_hex";
      version = "0.1.0";
      meta.mainProgram = "private_hex";
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
  release = releases.private_hex;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
