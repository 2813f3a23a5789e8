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
    own_flake = nif2nix.buildByCrane {
      pname = "own_flake";
      version = "0.1.0";
      libName = "own_flake";
      root = ../native/own_flake;
      cargoLock = ../native/own_flake/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "OwnFlake";
      crate = crates.own_flake;
      configApp = "own_flake";
      library = "priv/native/libown_flake";
    }
  ];

  releases = {
    own_flake = nif2nix.mixProject {
      pname = "own_flake";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "own_flake" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.own_flake;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
