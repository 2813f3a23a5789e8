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
    shop_tool = nif2nix.mixProject (
      project
      // {
        pname = "shop_tool";
        version = "0.2.0";
        releaseName = "shop_tool";
        applications = [ "shop_tool" ];
      }
    );
    shop = nif2nix.mixProject (
      project
      // {
        pname = "shop";
        version = "0.2.0";
        releaseName = "shop";
        applications = [ "shop" ];
      }
    );
    shop_web = nif2nix.mixProject (
      project
      // {
        pname = "shop_web";
        version = "0.2.0";
        releaseName = "shop_web";
        applications = [ "shop_web" ];
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

  release = releases.shop_tool;

  loadCheck = release: nif2nix.loadCheck { inherit release modules; };
}
