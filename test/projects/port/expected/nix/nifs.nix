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
    shout = nif2nix.buildByCrane {
      pname = "shout";
      version = "0.1.0";
      libName = "shout";
      root = ../native/shout;
      cargoLock = ../native/shout/Cargo.lock;
      cargoExtraArgs = "--locked --manifest-path=Cargo.toml --bins --features=loud";
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  releases = {
    port = {
      pname = "port";
      version = "0.1.0";
      meta.mainProgram = "port";
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
      };
      postPatch = nif2nix.placePrograms [
        {
          directory = "native/shout";
          crate = crates.shout;
        }
      ];
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit crates releases;
  release = releases.port;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-libraries.erl ];
    };
}
