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
    fast = {
      pname = "fast";
      version = "0.1.0";
      libName = "fast";
      root = ../native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "common"
        "fast"
        "slow/Cargo.toml"
      ];
      postPatch = nif2nix.placeStandIns [ "slow/src/lib.rs" ];
      cargoLock = ../native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=fast/Cargo.toml --lib";
    };
    slow-one = {
      pname = "slow-one";
      version = "0.1.0";
      libName = "slow_one";
      root = ../native;
      sources = [
        "Cargo.lock"
        "Cargo.toml"
        "common"
        "fast/Cargo.toml"
        "slow"
      ];
      postPatch = nif2nix.placeStandIns [ "fast/src/lib.rs" ];
      cargoLock = ../native/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=slow/Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Workspace.Fast";
      crate = crates.fast;
      configApp = "workspace";
      library = "priv/native/libfast";
    }
    {
      module = "Workspace.Slow";
      crate = crates.slow-one;
      configApp = "workspace";
      library = "priv/native/libslow_one";
    }
  ];

  releases = {
    workspace = {
      pname = "workspace";
      version = "0.1.0";
      meta.mainProgram = "workspace";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [
          "fast"
          "slow_one"
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
  release = releases.workspace;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
