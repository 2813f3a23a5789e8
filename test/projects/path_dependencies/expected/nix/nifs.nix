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
    local_nif = nif2nix.buildByCrane {
      pname = "local_nif";
      version = "0.1.0";
      libName = "local_nif";
      root = ../../libs/local_nif/native/local_nif;
      cargoLock = ../../libs/local_nif/native/local_nif/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "LocalNif";
      crate = crates.local_nif;
      configApp = "local_nif";
      library = "priv/native/liblocal_nif";
      directory = "../libs/local_nif";
    }
  ];

  releases = {
    app = nif2nix.mixProject {
      pname = "app";
      version = "0.1.0";
      root = ../..;
      directory = "app";
      projects = [
        "app"
        "libs/local_nif"
        "app/libs/words"
      ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "local_nif" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.app;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
