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
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
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
    app = {
      pname = "app";
      version = "0.1.0";
      meta.mainProgram = "app";
      src = nif2nix.onlySources {
        root = ../..;
        projects = [
          "app"
          "libs/local_nif"
          "app/libs/words"
        ];
        crates = [ "local_nif" ];
      };
      sourceRoot = "source/app";
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
  release = releases.app;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
