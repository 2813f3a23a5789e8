{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  project = {
    root = ../.;
    projects = [
      "apps/shop"
      "apps/shop_tool"
      "apps/shop_web"
    ];
    sources = [
      "config/config.exs"
      "mix.exs"
    ];
    configPath = "config/config.exs";
  };

  releases = {
    shop_tool = nif2nix.mixProject (
      project
      // {
        pname = "shop_tool";
        version = "0.2.0";
        releaseName = "shop_tool";
        definition = nif2nix.defineRelease {
          name = "shop_tool";
          version = "0.2.0";
          applications = [ "shop_tool" ];
        };
      }
    );
    shop = nif2nix.mixProject (
      project
      // {
        pname = "shop";
        version = "0.2.0";
        releaseName = "shop";
        definition = nif2nix.defineRelease {
          name = "shop";
          version = "0.2.0";
          applications = [ "shop" ];
        };
      }
    );
    shop_web = nif2nix.mixProject (
      project
      // {
        pname = "shop_web";
        version = "0.2.0";
        releaseName = "shop_web";
        definition = nif2nix.defineRelease {
          name = "shop_web";
          version = "0.2.0";
          applications = [ "shop_web" ];
        };
      }
    );
  };
in
{
  inherit crates modules releases;

  release = releases.shop_tool;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
