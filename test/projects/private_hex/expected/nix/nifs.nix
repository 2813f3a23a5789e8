{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
}:
let
  nif2nix = callPackage ./nif2nix.nix { inherit beamPackages craneLib rustToolchain; };

  crates = nif2nix.buildCrates { };

  modules = [ ];

  config = nif2nix.mixConfig {
    root = ../.;
    folder = "config";
    file = "config.exs";
    nifs = modules;
  };

  project = {
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
  };

  releases = {
    private_hex = nif2nix.mixProject (
      project
      // {
        pname = "private_hex";
        version = "0.1.0";
      }
    );
  };
in
{
  inherit
    config
    crates
    modules
    releases
    ;

  release = releases.private_hex;

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
