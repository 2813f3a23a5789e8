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
    side_nif = nif2nix.buildByCrane {
      pname = "side_nif";
      version = "0.1.0";
      libName = "side_nif";
      root = ../../side/native/side_nif;
      cargoLock = ../../side/native/side_nif/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Own";
      crate = crates.own_nif;
      basename = "own_nif";
      version = "1.3.0";
      nifVersions = [
        "2.15"
        "2.16"
      ];
    }
    {
      module = "Side";
      crate = crates.side_nif;
      basename = "side_nif";
      version = "0.2.0";
      nifVersions = [ "2.15" ];
      directory = "../side";
    }
  ];

  releases = {
    own = {
      pname = "own";
      version = "1.3.0";
      meta.mainProgram = "own";
      src = nif2nix.onlySources {
        root = ../..;
        projects = [
          "app"
          "side"
        ];
        except = [ "app/mix.lock" ];
        crates = [
          "own_nif"
          "side_nif"
        ];
      };
      sourceRoot = "source/app";
      # What lies beside it is built, too.
      postUnpack = "chmod -R u+w source";
      postPatch =
        nif2nix.placeLock {
          path = ../../app/mix.lock;
          apps = [
            "jason"
            "rustler"
            "toml"
          ];
        }
        + nif2nix.repackedArtifacts modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.own;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
