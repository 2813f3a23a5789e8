{
  lib,
  callPackage,
  beamPackages,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  releases = {
    relay = {
      pname = "relay";
      version = "0.3.0";
      meta = {
        description = "Hands messages on";
        homepage = "https://example.com/relay";
        license = lib.licenses.mit;
        mainProgram = "relay";
        platforms = lib.platforms.unix;
      };
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [
          "config/config.exs"
          "config/runtime.exs"
        ];
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit releases;
  release = releases.relay;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-configuration.erl ];
    };
}
