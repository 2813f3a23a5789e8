{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  modules = [ ];

  dependencies = {
    counted = nif2nix.withInputs {
      env = {
        ELIXIR_MAKE_CACHE_DIR = {
          buildFolder = "elixir_make";
        };
      };
      scripts = [ "tools/describe.sh" ];
      make = {
        app = "counted";
      };
    } nif2nix.plainDependency;
  };

  releases = {
    elixir_make_dependency = {
      pname = "elixir_make_dependency";
      version = "0.1.0";
      meta.mainProgram = "elixir_make_dependency";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit dependencies modules releases;
  release = releases.elixir_make_dependency;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-libraries.erl ];
    };
}
