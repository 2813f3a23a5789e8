{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  pkgs,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    native_needs = nif2nix.buildByCrane {
      pname = "native_needs";
      version = "0.1.0";
      libName = "native_needs";
      root = ../.;
      sources = [
        ".cargo/config.toml"
        "native/native_needs"
      ];
      workspace = "native/native_needs";
      cargoLock = ../native/native_needs/Cargo.lock;
      buildFlagsOnly = true;
      env = {
        OPENSSL_NO_VENDOR = "1";
        RUSTC_WRAPPER = "";
        RUSTC_WORKSPACE_WRAPPER = "";
      };
      nativeBuildInputs = [
        pkgs.clang
        pkgs.pkg-config
        pkgs.rustPlatform.bindgenHook
      ];
      buildInputs = [ pkgs.openssl ];
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "NativeNeeds";
      crate = crates.native_needs;
      configApp = "native_needs";
      library = "priv/native/libnative_needs";
    }
  ];

  releases = {
    native_needs = nif2nix.mixProject {
      pname = "native_needs";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "native_needs" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.native_needs;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
