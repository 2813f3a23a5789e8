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
    own_flake = nif2nix.buildByCrane {
      pname = "own_flake";
      version = "0.1.0";
      libName = "own_flake";
      root = ../native/own_flake;
      cargoLock = ../native/own_flake/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "OwnFlake";
      crate = crates.own_flake;
      configApp = "own_flake";
      library = "priv/native/libown_flake";
    }
  ];

  releases = {
    own_flake = {
      pname = "own_flake";
      version = "0.1.0";
      meta.mainProgram = "own_flake";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "own_flake" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.own_flake;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
