{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    fast_nif = {
      pname = "fast_nif";
      version = "0.1.0";
      libName = "fast_nif";
      fetched = beamPackages.fetchHex {
        pkg = "fast_nif";
        version = "1.1.0";
        sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
      };
      workspace = "native/fast_nif";
      cargoLock = ./locks/fast_nif/fast_nif.lock;
    };
  };

  modules = [ ];

  dependencies = {
    fast_nif = nif2nix.repackedDependency {
      modules = [
        {
          module = "FastNif.Native";
          crate = crates.fast_nif;
          basename = "fast_nif";
          version = "1.1.0";
          nifVersions = [
            "2.15"
            "2.16"
          ];
        }
      ];
    };
  };

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
  };

  releases = {
    precompiled_source = nif2nix.mixProject (
      project
      // {
        pname = "precompiled_source";
        version = "0.1.0";
      }
    );
  };
in
{
  inherit
    config
    crates
    modules
    dependencies
    releases
    ;

  release = releases.precompiled_source;

  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
    };
}
