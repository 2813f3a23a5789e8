{
  lib,
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    hostile = nif2nix.buildByCrane {
      pname = "hostile";
      version = "0.1.0";
      libName = "hostile";
      root = ../native + "/a \${b} ''c''";
      cargoLock = ../native + "/a \${b} ''c''/Cargo.lock";
      env = {
        GREETING = "\${HOME} '' \\ \" $(id) `id`";
      };
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Hostile";
      crate = crates.hostile;
      configApp = "hostile";
      library = "priv/native/libhostile";
    }
  ];

  releases = {
    hostile = nif2nix.mixProject {
      pname = "hostile";
      version = "0.1.0";
      meta = {
        description = "\${builtins.abort \"no\"}";
        mainProgram = "hostile";
        platforms = lib.platforms.unix;
      };
      root = ../.;
      sources = [ "native" ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "hostile" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.hostile;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
