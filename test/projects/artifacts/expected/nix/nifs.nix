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
    };
    side_nif = nif2nix.buildByCrane {
      pname = "side_nif";
      version = "0.1.0";
      libName = "side_nif";
      root = ../../side/native/side_nif;
      cargoLock = ../../side/native/side_nif/Cargo.lock;
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
      variants = {
        x86_64-unknown-linux-gnu = [ "legacy_cpus" ];
      };
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
    own = nif2nix.mixProject {
      pname = "own";
      version = "1.3.0";
      root = ../..;
      directory = "app";
      projects = [
        "app"
        "side"
      ];
      except = [ "app/mix.lock" ];
      lock = nif2nix.lockWithout {
        path = ../../app/mix.lock;
        apps = [
          "jason"
          "rustler"
          "toml"
        ];
      };
      configPath = "config/config.exs";
      libraries = nif2nix.repackedArtifacts modules;
      crates = [
        "own_nif"
        "side_nif"
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.own;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
