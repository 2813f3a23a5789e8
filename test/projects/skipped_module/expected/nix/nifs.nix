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
    skipped_module = nif2nix.buildByCrane {
      pname = "skipped_module";
      version = "0.1.0";
      libName = "skipped_module";
      root = ../native/skipped_module;
      cargoLock = ../native/skipped_module/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "SkippedModule";
      crate = crates.skipped_module;
      configApp = "skipped_module";
      library = "priv/native/libskipped_module";
    }
  ];

  releases = {
    skipped_module = nif2nix.mixProject {
      pname = "skipped_module";
      version = "0.1.0";
      root = ../.;
      sources = [ "." ];
      except = [
        "default.nix"
        "flake.lock"
        "flake.nix"
        "nif2nix.toml"
        "nix"
        "npins"
      ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "skipped_module" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.skipped_module;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
