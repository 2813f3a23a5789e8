{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  clang,
  openssl,
  pkg-config,
  rustPlatform,
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
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
      env = {
        OPENSSL_NO_VENDOR = "1";
        RUSTC_WRAPPER = "";
        RUSTC_WORKSPACE_WRAPPER = "";
      };
      nativeBuildInputs = [
        clang
        pkg-config
        rustPlatform.bindgenHook
      ];
      buildInputs = [ openssl ];
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
    native_needs = {
      pname = "native_needs";
      version = "0.1.0";
      meta.mainProgram = "native_needs";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "native_needs" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.native_needs;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
