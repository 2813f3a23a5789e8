{
  callPackage,
  beamPackages,
  craneLib ? null,
  rustToolchain ? null,
  pkgs,
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
    pname = "berry";
    version = "0.1.0";
    root = ../.;
    configPath = "config/config.exs";
    nifs = modules;
    assets = [
      {
        directory = ".";
        task = "assets.deploy";
        tools = { };
      }
    ];
    node = {
      inherit (pkgs) nodejs;
      managers = { inherit (pkgs) yarn; };
    };
  };

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
