{
  callPackage,
  beamPackages,
  ffmpeg,
  which,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  configOf = nif2nix.appConfig {
    apps = {
      jason = [ "config :jason, :edition, \"quotes \\\" and \${dollars}\"" ];
    };
  };

  make = nif2nix.ownMake { nativeBuildInputs = [ which ]; };

  releases = {
    build_and_run = nif2nix.runPath [ ffmpeg ] (
      {
        pname = "build_and_run";
        version = "1.2.3";
        meta.mainProgram = "build_and_run";
        src = nif2nix.onlySources {
          root = ../.;
          projects = [ "." ];
          sources = [
            "config/config.exs"
            "config/runtime.exs"
          ];
        };
        postPatch =
          nif2nix.exportVariables {
            RELEASE_NUMBER = "1.2.3";
            EDITION = "quotes \" and \${dollars}";
          }
          + make.prepare;
        postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
      }
      // make.attributes
    );
  };
in
{
  crates = { };
  inherit configOf releases;
  release = releases.build_and_run;
  loadCheck =
    release:
    nif2nix.closureWithin 209715200 release (
      nif2nix.releaseCheck {
        inherit release;
        programs = [
          ./lib/check-libraries.erl
          ./lib/check-configuration.erl
        ];
      }
    );
}
