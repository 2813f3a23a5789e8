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
    hello_nif = nif2nix.buildByCrane {
      pname = "hello_nif";
      version = "0.1.0";
      libName = "hello_nif";
      root = ../native/hello_nif;
      cargoLock = ../native/hello_nif/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
    doubled = nif2nix.buildByCrane {
      pname = "doubled";
      version = "0.1.0";
      libName = "doubled";
      root = ../test/support/doubled;
      cargoLock = ../test/support/doubled/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "HelloNif";
      crate = crates.hello_nif;
      configApp = "hello_nif";
      library = "priv/native/libhello_nif";
    }
  ];

  configOf = nif2nix.appConfig {
    apps = {
      jason = [ "config :jason, :encoder, :strict" ];
    };
  };

  # What dependencies are built with in the environments of checks.
  environments = {
    test =
      let
        allModules = modules ++ [
          {
            module = "Doubled";
            crate = crates.doubled;
            configApp = "hello_nif";
            library = "priv/native/libdoubled";
          }
        ];
        configOf = nif2nix.appConfig {
          apps = {
            jason = [
              "config :jason, :encoder, :strict"
              "config :jason, :decode, :slow"
            ];
          };
        };
      in
      {
        inherit allModules configOf;
      };
  };

  releases = {
    hello_nif = {
      pname = "hello_nif";
      version = "0.1.0";
      meta.mainProgram = "hello_nif";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [
          "config/config.exs"
          "config/prod.exs"
        ];
        except = [ "mix.lock" ];
        crates = [ "hello_nif" ];
      };
      postPatch =
        nif2nix.placeLock {
          path = ../mix.lock;
          apps = [
            "castore"
            "credo"
            "dialyxir"
          ];
        }
        + nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules)
        + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };

  # What checks are made of.
  whole = {
    root = ../.;
    crates = [ "hello_nif" ];
    patches =
      nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
  };
in
{
  inherit
    configOf
    crates
    environments
    modules
    releases
    ;
  release = releases.hello_nif;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };

  # `build` makes a release of what it is given.
  checks = build: {
    credo = nif2nix.mixCheck {
      inherit build whole;
      release = releases.hello_nif;
      name = "credo";
      env = "dev";
      task = "credo";
      compiles = false;
    };
    dialyzer = nif2nix.mixCheck {
      inherit build whole;
      release = releases.hello_nif;
      name = "dialyzer";
      env = "dev";
      task = "dialyzer --no-check";
      tables = [
        "config/config.exs"
        "config/dev.exs"
        "mix.exs"
        "mix.lock"
      ];
    };
    format = nif2nix.mixCheck {
      inherit build whole;
      release = releases.hello_nif;
      name = "format";
      env = "dev";
      task = "format --check-formatted";
      compiles = false;
    };
    test = nif2nix.mixCheck {
      inherit build;
      whole = whole // {
        crates = [
          "hello_nif"
          "doubled"
        ];
        patches =
          nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig environments.test.allModules)
          + nif2nix.placeLibraries environments.test.allModules;
      };
      release = releases.hello_nif;
      name = "test";
      env = "test";
      task = "test --no-deps-check";
    };
    cargo-test-hello_nif = nif2nix.cargoTest {
      crate = crates.hello_nif;
      root = ../native/hello_nif;
      sources = [ "." ];
    };
    clippy-hello_nif = nif2nix.clippy {
      crate = crates.hello_nif;
      root = ../native/hello_nif;
      sources = [ "." ];
    };
  };
}
