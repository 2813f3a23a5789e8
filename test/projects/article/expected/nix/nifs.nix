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
      standIns = [ "textcrate/src/lib.rs" ];
      manifest = "mycrate/Cargo.toml";
      cargoLock = ../../Cargo.lock;
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
      standIns = [ "mycrate/src/lib.rs" ];
      manifest = "textcrate/Cargo.toml";
      cargoLock = ../../Cargo.lock;
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
    my_app = nif2nix.mixProject {
      pname = "my_app";
      version = "0.2.0";
      releaseName = "my_app";
      root = ../..;
      directory = "app";
      sources = [
        "app/config/config.exs"
        "app/config/runtime.exs"
      ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [
        "mycrate"
        "textcrate"
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.my_app;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
