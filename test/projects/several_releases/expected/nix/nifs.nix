{
  lib,
  callPackage,
  beamPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  project = {
    src = nif2nix.onlySources {
      root = ../.;
      projects = [ "." ];
    };
    mixEnv = "staging";
    postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
  };

  releases = {
    client = project // {
      pname = "client";
      version = "2.0.0";
      mixReleaseName = "client";
      meta = {
        description = "Sends \"quotes\" and \${costs} from here to there";
        homepage = "https://example.com/several";
        license = [
          lib.licenses.asl20
          (lib.getLicenseFromSpdxIdOr "ErlPL-1.1" { shortName = "ErlPL-1.1"; })
        ];
        mainProgram = "client";
        platforms = lib.platforms.unix;
      };
    };
    server = project // {
      pname = "server";
      version = "0.1.0";
      mixReleaseName = "server";
      meta = {
        description = "Sends \"quotes\" and \${costs} from here to there";
        homepage = "https://example.com/several";
        license = [
          lib.licenses.asl20
          (lib.getLicenseFromSpdxIdOr "ErlPL-1.1" { shortName = "ErlPL-1.1"; })
        ];
        mainProgram = "server";
        platforms = lib.platforms.unix;
      };
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.client;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
