{
  lib,
  callPackage,
  beamPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  project = {
    root = ../.;
    configPath = "config/config.exs";
    mixEnv = "staging";
  };

  releases = {
    client = nif2nix.mixProject (
      project
      // {
        pname = "client";
        version = "2.0.0";
        releaseName = "client";
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
      }
    );
    server = nif2nix.mixProject (
      project
      // {
        pname = "server";
        version = "0.1.0";
        releaseName = "server";
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
      }
    );
  };
in
{
  inherit crates modules releases;

  release = releases.client;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
