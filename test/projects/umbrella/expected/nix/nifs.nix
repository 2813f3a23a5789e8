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
    first = {
      pname = "first";
      version = "0.3.0";
      libName = "first";
      root = ../apps/first/native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "configured/Cargo.toml"
        "dashed-nif/Cargo.toml"
        "first"
        "plain/Cargo.toml"
      ];
      standIns = [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "plain/src/lib.rs"
      ];
      manifest = "first/Cargo.toml";
      cargoLock = ../apps/first/native/Cargo.lock;
    };
    dashed-nif = {
      pname = "dashed-nif";
      version = "0.3.0";
      libName = "dashed_nif";
      root = ../apps/first/native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "configured/Cargo.toml"
        "dashed-nif"
        "first/Cargo.toml"
        "plain/Cargo.toml"
      ];
      standIns = [
        "configured/src/lib.rs"
        "first/src/lib.rs"
        "plain/src/lib.rs"
      ];
      manifest = "dashed-nif/Cargo.toml";
      cargoLock = ../apps/first/native/Cargo.lock;
    };
    plain = {
      pname = "plain";
      version = "0.3.0";
      libName = "plain";
      root = ../apps/first/native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "configured/Cargo.toml"
        "dashed-nif/Cargo.toml"
        "first/Cargo.toml"
        "plain"
      ];
      standIns = [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
      ];
      manifest = "plain/Cargo.toml";
      cargoLock = ../apps/first/native/Cargo.lock;
      features = [ "inner" ];
    };
    configured = {
      pname = "configured";
      version = "0.3.0";
      libName = "configured";
      root = ../apps/first/native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "configured"
        "dashed-nif/Cargo.toml"
        "first/Cargo.toml"
        "plain/Cargo.toml"
      ];
      standIns = [
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
        "plain/src/lib.rs"
      ];
      manifest = "configured/Cargo.toml";
      cargoLock = ../apps/first/native/Cargo.lock;
      features = [ "loud" ];
    };
    plain_2 = {
      pname = "plain";
      version = "0.3.0";
      libName = "plain";
      root = ../apps/first/native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "configured/Cargo.toml"
        "dashed-nif/Cargo.toml"
        "first/Cargo.toml"
        "plain"
      ];
      standIns = [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
      ];
      manifest = "plain/Cargo.toml";
      cargoLock = ../apps/first/native/Cargo.lock;
      defaultFeatures = false;
      mode = "debug";
    };
    elsewhere = {
      pname = "elsewhere";
      version = "0.3.0";
      libName = "elsewhere";
      root = ../.;
      sources = [
        "rust/common"
        "rust/elsewhere"
        "shared/text.txt"
      ];
      workspace = "rust/elsewhere";
      cargoLock = ../rust/elsewhere/Cargo.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "First.Omitted";
      crate = crates.first;
      configApp = "first";
      library = "priv/native/libfirst";
      directory = "apps/first";
    }
    {
      module = "First.Dashed";
      crate = crates.dashed-nif;
      configApp = "first";
      library = "priv/native/libdashed_nif";
      directory = "apps/first";
    }
    {
      module = "First.Dashed.Inner";
      crate = crates.plain;
      configApp = "first";
      library = "priv/native/libplain";
      directory = "apps/first";
    }
    {
      module = "First.Configured";
      crate = crates.configured;
      configApp = "first";
      library = "priv/native/libconfigured";
      directory = "apps/first";
    }
    {
      module = "First.Plain";
      crate = crates.plain_2;
      configApp = "first";
      library = "priv/native/libplain_2";
      directory = "apps/first";
    }
    {
      module = "Second";
      crate = crates.elsewhere;
      configApp = "second";
      library = "priv/native/of_its_own";
      directory = "apps/second";
    }
  ];

  releases = {
    shapes = nif2nix.mixProject {
      pname = "shapes";
      version = "0.3.0";
      releaseName = "shapes";
      root = ../.;
      projects = [
        "apps/first"
        "apps/second"
      ];
      sources = [
        "config/config.exs"
        "config/prod.exs"
        "config/runtime.exs"
        "mix.exs"
        "mix.lock"
      ];
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [
        "first"
        "dashed_nif"
        "plain"
        "configured"
        "elsewhere"
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.shapes;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
