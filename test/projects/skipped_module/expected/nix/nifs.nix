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
    skipped_module = nif2nix.buildByCrane {
      pname = "skipped_module";
      version = "0.1.0";
      libName = "skipped_module";
      root = ../native/skipped_module;
      cargoLock = ../native/skipped_module/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "SkippedModule";
      crate = crates.skipped_module;
      configApp = "skipped_module";
      library = "priv/native/libskipped_module";
    }
  ];

  releases = {
    skipped_module = {
      pname = "skipped_module";
      version = "0.1.0";
      meta.mainProgram = "skipped_module";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "." ];
        except = [
          "default.nix"
          "flake.lock"
          "flake.nix"
          "nif2nix.toml"
          "nix"
          "npins"
        ];
        crates = [ "skipped_module" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.skipped_module;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
