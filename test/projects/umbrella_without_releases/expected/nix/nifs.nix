{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  project = {
    src = nif2nix.onlySources {
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
    };
    postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
  };

  releases = {
    shop_tool = project // {
      pname = "shop_tool";
      version = "0.2.0";
      mixReleaseName = "shop_tool";
      preInstall = nif2nix.defineRelease {
        name = "shop_tool";
        version = "0.2.0";
        applications = [ "shop_tool" ];
      };
      meta.mainProgram = "shop_tool";
    };
    shop = project // {
      pname = "shop";
      version = "0.2.0";
      mixReleaseName = "shop";
      preInstall = nif2nix.defineRelease {
        name = "shop";
        version = "0.2.0";
        applications = [ "shop" ];
      };
      meta.mainProgram = "shop";
    };
    shop_web = project // {
      pname = "shop_web";
      version = "0.2.0";
      mixReleaseName = "shop_web";
      preInstall = nif2nix.defineRelease {
        name = "shop_web";
        version = "0.2.0";
        applications = [ "shop_web" ];
      };
      meta.mainProgram = "shop_web";
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.shop_tool;
  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
