{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  crates = nif2nix.buildCrates {
    own_nif = {
      pname = "own_nif";
      version = "0.1.0";
      libName = "own_nif";
      root = ../native/own_nif;
      sources = [ "." ];
      cargoLock = ../native/own_nif/Cargo.lock;
    };
  };

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
      directory = ".";
    }
  ];

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    libraries = nif2nix.repackedArtifacts modules;
    crates = [ "own_nif" ];
  };

  releases = {
    precompiled_old = nif2nix.mixProject (
      project
      // {
        pname = "precompiled_old";
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
    releases
    ;

  release = releases.precompiled_old;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
