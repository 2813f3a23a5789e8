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
      postPatch = nif2nix.placeStandIns [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "plain/src/lib.rs"
      ];
      cargoLock = ../apps/first/native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=first/Cargo.toml --lib";
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
      postPatch = nif2nix.placeStandIns [
        "configured/src/lib.rs"
        "first/src/lib.rs"
        "plain/src/lib.rs"
      ];
      cargoLock = ../apps/first/native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=dashed-nif/Cargo.toml --lib";
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
      postPatch = nif2nix.placeStandIns [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
      ];
      cargoLock = ../apps/first/native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=plain/Cargo.toml --lib --features=inner";
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
      postPatch = nif2nix.placeStandIns [
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
        "plain/src/lib.rs"
      ];
      cargoLock = ../apps/first/native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=configured/Cargo.toml --lib --features=loud";
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
      postPatch = nif2nix.placeStandIns [
        "configured/src/lib.rs"
        "dashed-nif/src/lib.rs"
        "first/src/lib.rs"
      ];
      cargoLock = ../apps/first/native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=plain/Cargo.toml --lib --no-default-features";
      CARGO_PROFILE = "dev";
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
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
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
    shapes = {
      pname = "shapes";
      version = "0.3.0";
      mixReleaseName = "shapes";
      meta.mainProgram = "shapes";
      src = nif2nix.onlySources {
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
        crates = [
          "first"
          "dashed_nif"
          "plain"
          "configured"
          "elsewhere"
        ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.shapes;
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
