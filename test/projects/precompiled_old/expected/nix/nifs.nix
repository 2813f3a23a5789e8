{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    own_nif = nif2nix.buildByCrane {
      pname = "own_nif";
      version = "0.1.0";
      libName = "own_nif";
      root = ../native/own_nif;
      cargoLock = ../native/own_nif/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "PrecompiledOld";
      crate = crates.own_nif;
      basename = "own_nif";
      version = "0.1.0";
      nifVersions = [
        "2.14"
        "2.15"
        "2.16"
      ];
    }
  ];

  dependencies = {
    fast_nif = nif2nix.prebuiltDependency {
      app = "fast_nif";
      modules = [
        {
          module = "FastNif.Native";
          basename = "fast_nif";
          version = "1.1.0";
          nifVersions = [
            "2.14"
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
    precompiled_old = {
      pname = "precompiled_old";
      version = "0.1.0";
      meta.mainProgram = "precompiled_old";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "own_nif" ];
      };
      postPatch = nif2nix.repackedArtifacts modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit
    crates
    dependencies
    modules
    releases
    ;
  release = releases.precompiled_old;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
