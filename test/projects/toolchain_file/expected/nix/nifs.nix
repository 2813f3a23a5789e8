{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  rustToolchain ? null,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib rustToolchain; };

  generatedCrates = {
    toolchain_file = nif2nix.buildByCrane {
      pname = "toolchain_file";
      version = "0.1.0";
      libName = "toolchain_file";
      root = ../native/toolchain_file;
      cargoLock = ../native/toolchain_file/Cargo.lock;
      rust = nif2nix.toolchainFor "toolchain_file" {
        channel = "nightly-2026-01-31";
        components = [ "rust-src" ];
        profile = "minimal";
      };
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "ToolchainFile";
      crate = crates.toolchain_file;
      configApp = "toolchain_file";
      library = "priv/native/libtoolchain_file";
    }
  ];

  releases = {
    toolchain_file = nif2nix.mixProject {
      pname = "toolchain_file";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "toolchain_file" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.toolchain_file;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
