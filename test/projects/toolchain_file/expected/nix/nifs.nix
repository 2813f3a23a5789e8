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
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
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
    toolchain_file = {
      pname = "toolchain_file";
      version = "0.1.0";
      meta.mainProgram = "toolchain_file";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "toolchain_file" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.toolchain_file;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
