{
  lib,
  stdenv,
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    linux_clock = nif2nix.buildByCrane {
      pname = "linux_clock";
      version = "0.1.0";
      libName = "linux_clock";
      root = ../native/linux_clock;
      cargoLock = ../native/linux_clock/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
    mac_clock = nif2nix.buildByCrane {
      pname = "mac_clock";
      version = "0.1.0";
      libName = "mac_clock";
      root = ../native/mac_clock;
      cargoLock = ../native/mac_clock/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
    gpu = nif2nix.buildByCrane {
      pname = "gpu";
      version = "0.1.0";
      libName = "gpu";
      root = ../native/gpu;
      cargoLock = ../native/gpu/Cargo.lock;
      cargoExtraArgs =
        "--locked --manifest-path=Cargo.toml --lib --features=common"
        + lib.optionalString stdenv.hostPlatform.isLinux " --features=cuda"
        + lib.optionalString stdenv.hostPlatform.isDarwin " --features=metal";
    };
    plain = nif2nix.buildByCrane {
      pname = "plain";
      version = "0.1.0";
      libName = "plain";
      root = ../native/plain;
      cargoLock = ../native/plain/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib --features=unix";
    };
    vector = nif2nix.buildByCrane {
      pname = "vector";
      version = "0.1.0";
      libName = "vector";
      root = ../native/vector;
      cargoLock = ../native/vector/Cargo.lock;
      cargoExtraArgs =
        "--locked --manifest-path=Cargo.toml --lib"
        + lib.optionalString stdenv.hostPlatform.isAarch64 " --no-default-features"
        + lib.optionalString stdenv.hostPlatform.isAarch64 " --features=neon";
      CARGO_PROFILE = builtins.getAttr stdenv.hostPlatform.system {
        x86_64-linux = "release";
        aarch64-linux = "release";
        x86_64-darwin = "dev";
        aarch64-darwin = "dev";
      };
      env = lib.optionalAttrs stdenv.hostPlatform.isLinux { VECTOR_LEVEL = "3"; };
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "BySystem.Gpu";
      crate = crates.gpu;
      configApp = "by_system";
      library = "priv/native/libgpu";
    }
    {
      module = "BySystem.Plain";
      crate = crates.plain;
      configApp = "by_system";
      library = "priv/native/libplain";
    }
    {
      module = "BySystem.Vector";
      crate = crates.vector;
      configApp = "by_system";
      library = "priv/native/libvector";
    }
  ]
  ++ lib.optionals stdenv.hostPlatform.isLinux [
    {
      module = "BySystem.Clock";
      crate = crates.linux_clock;
      configApp = "by_system";
      library = "priv/native/liblinux_clock";
    }
  ]
  ++ lib.optionals stdenv.hostPlatform.isDarwin [
    {
      module = "BySystem.Clock";
      crate = crates.mac_clock;
      configApp = "by_system";
      library = "priv/native/libmac_clock";
    }
  ];

  releases = {
    by_system = {
      pname = "by_system";
      version = "0.1.0";
      meta.mainProgram = "by_system";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "config/config.exs" ];
        crates = [
          "linux_clock"
          "mac_clock"
          "gpu"
          "plain"
          "vector"
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
  release = releases.by_system;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
