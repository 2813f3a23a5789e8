{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  modules = [ ];

  dependencies = {
    fast_nif = nif2nix.prebuiltDependency {
      app = "fast_nif";
      modules = [
        {
          module = "FastNif.Native";
          basename = "fast_nif";
          version = "1.1.0";
          nifVersions = [
            "2.15"
            "2.16"
          ];
          baseUrl = "https://example.org/fast_nif/releases/download/v1.1.0";
          checksums = {
            "libfast_nif-v1.1.0-nif-2.15-aarch64-apple-darwin.so.tar.gz" =
              "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
            "libfast_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" =
              "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1";
            "libfast_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" =
              "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1";
            "libfast_nif-v1.1.0-nif-2.16-aarch64-apple-darwin.so.tar.gz" =
              "a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2";
            "libfast_nif-v1.1.0-nif-2.16-aarch64-unknown-linux-gnu.so.tar.gz" =
              "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2";
            "libfast_nif-v1.1.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz" =
              "c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2";
          };
        }
      ];
    };
  };

  releases = {
    precompiled_prebuilt = {
      pname = "precompiled_prebuilt";
      version = "0.1.0";
      meta.mainProgram = "precompiled_prebuilt";
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
  inherit dependencies modules releases;
  release = releases.precompiled_prebuilt;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
