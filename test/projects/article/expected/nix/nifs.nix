{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = nif2nix.buildWorkspaces {
    mycrate = {
      pname = "mycrate";
      version = "0.1.0";
      libName = "mycrate";
      root = ../..;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "mycrate"
        "textcrate/Cargo.toml"
      ];
      postPatch = nif2nix.placeStandIns [ "textcrate/src/lib.rs" ];
      cargoLock = ../../Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=mycrate/Cargo.toml --lib";
    };
    textcrate = {
      pname = "textcrate";
      version = "0.1.0";
      libName = "textcrate";
      root = ../..;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "mycrate/Cargo.toml"
        "textcrate"
      ];
      postPatch = nif2nix.placeStandIns [ "mycrate/src/lib.rs" ];
      cargoLock = ../../Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=textcrate/Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "MyApp.Native";
      crate = crates.mycrate;
      configApp = "my_app";
      library = "priv/native/libmycrate";
    }
    {
      module = "MyApp.Text";
      crate = crates.textcrate;
      configApp = "my_app";
      library = "priv/native/libtextcrate";
    }
  ];

  releases = {
    my_app = {
      pname = "my_app";
      version = "0.2.0";
      mixReleaseName = "my_app";
      meta.mainProgram = "my_app";
      src = nif2nix.onlySources {
        root = ../..;
        projects = [ "app" ];
        sources = [
          "app/config/config.exs"
          "app/config/runtime.exs"
        ];
        crates = [
          "mycrate"
          "textcrate"
        ];
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
  release = releases.my_app;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [
        ./lib/check-libraries.erl
        ./lib/check-configuration.erl
      ];
    };
}
