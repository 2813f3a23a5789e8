{
  lib,
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages craneLib; };

  generatedCrates = {
    hostile = nif2nix.buildByCrane {
      pname = "hostile";
      version = "0.1.0";
      libName = "hostile";
      root = ../native + "/a \${b} ''c''";
      cargoLock = ../native + "/a \${b} ''c''/Cargo.lock";
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
      env = {
        GREETING = "\${HOME} '' \\ \" $(id) `id`";
      };
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Hostile";
      crate = crates.hostile;
      configApp = "hostile";
      library = "priv/native/libhostile";
    }
  ];

  releases = {
    hostile = {
      pname = "hostile";
      version = "0.1.0";
      meta = {
        description = "\${builtins.abort \"no\"}";
        mainProgram = "hostile";
        platforms = lib.platforms.unix;
      };
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "native" ];
        crates = [ "hostile" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.hostile;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
