{
  lib,
  callPackage,
  beamPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

  modules = [ ];

  releases = {
    relay = nif2nix.mixProject {
      pname = "relay";
      version = "0.3.0";
      meta = {
        description = "Hands messages on";
        homepage = "https://example.com/relay";
        license = lib.licenses.mit;
        mainProgram = "relay";
        platforms = lib.platforms.unix;
      };
      root = ../.;
      sources = [
        "config/config.exs"
        "config/runtime.exs"
      ];
      configPath = "config/config.exs";
    };
  };
in
{
  inherit crates modules releases;

  release = releases.relay;

  loadCheck = release: nif2nix.releaseCheck { inherit release; };
}
