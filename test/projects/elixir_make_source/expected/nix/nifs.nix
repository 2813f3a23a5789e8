{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  modules = [ ];

  dependencies = {
    borrowed = nif2nix.withInputs {
      env = {
        ELIXIR_MAKE_CACHE_DIR = {
          buildFolder = "elixir_make";
        };
      };
      checkouts = {
        "third_party/words_c" = builtins.fetchGit {
          url = "https://git.example.org/words_c.git";
          rev = "7777777777777777777777777777777777777777";
          allRefs = builtins.compareVersions builtins.nixVersion "2.20" != 1;
          shallow = true;
        };
      };
    } nif2nix.plainDependency;
    fine = nif2nix.withInputs {
      sourceFolders = [
        {
          file = "lib/fine.ex";
          code = "Path.expand(\"c_include\")";
          folder = "c_include";
        }
      ];
    } nif2nix.plainDependency;
  };

  releases = {
    elixir_make_source = {
      pname = "elixir_make_source";
      version = "0.1.0";
      meta.mainProgram = "elixir_make_source";
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
  release = releases.elixir_make_source;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-libraries.erl ];
    };
}
