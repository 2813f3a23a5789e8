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
      features = [ "loud" ];
      programs = true;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [ ];

  releases = {
    port = nif2nix.mixProject {
      pname = "port";
      version = "0.1.0";
      root = ../.;
      sources = [ "." ];
      except = [
        "default.nix"
        "flake.lock"
        "flake.nix"
        "nif2nix.toml"
        "nix"
        "npins"
      ];
      configPath = "config/config.exs";
      libraries = nif2nix.placePrograms [
        {
          directory = "native/shout";
          crate = crates.shout;
        }
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.port;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
