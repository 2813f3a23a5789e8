{
  callPackage,
  beamPackages,
  craneLib ? null,
  overrideCrates ? _: { },
  buildPackages,
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
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "HelloNif";
      crate = crates.hello_nif;
      configApp = "web";
      library = "priv/native/libhello_nif";
    }
  ];

  releases = {
    web = {
      pname = "web";
      version = "0.1.0";
      meta.mainProgram = "web";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "." ];
        except = [
          "default.nix"
          "flake.lock"
          "flake.nix"
          "native/hello_nif"
          "nif2nix.toml"
          "nix"
          "npins"
        ];
        crates = [ "hello_nif" ];
      };
      postPatch =
        nif2nix.addConfig "config/config.exs" (nif2nix.nifConfig modules) + nif2nix.placeLibraries modules;
      postBuild = nif2nix.buildAssets {
        tasks = [
          {
            directory = ".";
            task = "assets.deploy";
            tools = { };
          }
        ];
        node = nif2nix.prepareNode {
          inherit (buildPackages) nodejs;
          modules = map (nif2nix.placeNodeModules buildPackages.nodejs) (import ./node-packages.nix);
        };
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates modules releases;
  release = releases.web;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
