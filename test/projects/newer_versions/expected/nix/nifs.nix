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
    hello_nif =
      nif2nix.requireRust
        {
          file = "native/hello_nif/Cargo.toml";
          version = "1.95";
          byCrane = true;
        }
        (
          nif2nix.buildByCrane {
            pname = "hello_nif";
            version = "0.1.0";
            libName = "hello_nif";
            root = ../native/hello_nif;
            cargoLock = ../native/hello_nif/Cargo.lock;
          }
        );
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

  releases = {
    hello_nif = nif2nix.mixProject {
      pname = "hello_nif";
      version = "0.1.0";
      root = ../.;
      configPath = "config/config.exs";
      config = nif2nix.nifConfig modules;
      libraries = nif2nix.placeLibraries modules;
      crates = [ "hello_nif" ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.hello_nif;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
