{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  make = nif2nix.ownMake { compiled = [ "made_library" ]; };

  releases = {
    made_library = {
      pname = "made_library";
      version = "0.4.0";
      meta.mainProgram = "made_library";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "." ];
        except = [
          "default.nix"
          "flake.lock"
          "flake.nix"
          "nif2nix.toml"
          "nix"
          "npins"
        ];
      };
      postPatch = make.prepare + nif2nix.addConfig "config/config.exs" make.config;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    }
    // make.attributes;
  };
in
{
  crates = { };
  inherit releases;
  release = releases.made_library;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-libraries.erl ];
    };
}
