{
  callPackage,
  beamPackages,
  pkgs,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  configOf = nif2nix.appConfig {
    apps = {
      jason = [ "config :jason, :edition, \"quotes \\\" and \${dollars}\"" ];
    };
  };

  releases = {
    build_and_run = nif2nix.mixProject {
      pname = "build_and_run";
      version = "1.2.3";
      root = ../.;
      sources = [
        "config/config.exs"
        "config/runtime.exs"
      ];
      configPath = "config/config.exs";
      env = {
        RELEASE_NUMBER = "1.2.3";
        EDITION = "quotes \" and \${dollars}";
      };
      make = nif2nix.runPath [ pkgs.ffmpeg ] (nif2nix.ownMake { nativeBuildInputs = [ pkgs.which ]; });
    };
  };
in
{
  inherit
    configOf
    crates
    modules
    releases
    ;

  release = releases.build_and_run;

  loadCheck =
    release: nif2nix.closureWithin 209715200 release (nif2nix.releaseCheck { inherit release; });
}
