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
            cargoExtraArgs = "--locked --manifest-path=Cargo.toml --lib";
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
    hello_nif = {
      pname = "hello_nif";
      version = "0.1.0";
      meta.mainProgram = "hello_nif";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        crates = [ "hello_nif" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.hello_nif;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
