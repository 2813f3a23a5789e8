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
    engine = nif2nix.buildByCrane {
      pname = "engine";
      version = "0.1.0";
      libName = "engine";
      root = ../../../engine;
      cargoLock = ../../../engine/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Api";
      crate = crates.engine;
      configApp = "api";
      library = "priv/native/libengine";
    }
  ];

  releases = {
    api = {
      pname = "api";
      version = "0.1.0";
      meta.mainProgram = "api";
      src = nif2nix.onlySources {
        root = ../../..;
        projects = [ "services/api" ];
        sources = [ "shared" ];
        crates = [ "engine" ];
      };
      sourceRoot = "source/services/api";
      # What lies beside it is built, too.
      postUnpack = "chmod -R u+w source";
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.api;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
