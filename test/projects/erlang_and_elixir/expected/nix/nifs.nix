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
in
{
  inherit config crates modules;

  release = nif2nix.mixProject {
    pname = "versions";
    version = "1.17.0";
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
  };

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
