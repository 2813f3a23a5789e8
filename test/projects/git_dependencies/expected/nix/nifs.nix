{
  callPackage,
  beamPackages,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  generatedCrates = {
    git_nif = nif2nix.buildByRustPlatform {
      pname = "git_nif";
      version = "0.1.0";
      libName = "git_nif";
      fetched =
        builtins.fetchGit {
          url = "https://git.example.org/git_nif.git";
          rev = "5555555555555555555555555555555555555555";
          ref = "HEAD";
          shallow = true;
        }
        + "/beam";
      workspace = "native/git_nif";
      cargoLock = ./locks/git_nif/git_nif.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [ ];

  dependencies = {
    git_nif = nif2nix.rustlerDependency {
      config = configOf [ ];
      modules = [
        {
          module = "GitNif";
          crate = crates.git_nif;
          configApp = "git_nif";
          loadApp = "git_nif";
          library = "priv/native/libgit_nif";
        }
      ];
    };
  };

  configOf = nif2nix.appConfig {
    apps = { };
    config = nif2nix.nifConfig (nif2nix.modulesOf dependencies);
  };

  releases = {
    git_dependencies = {
      pname = "git_dependencies";
      version = "0.1.0";
      meta.mainProgram = "git_dependencies";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
      };
      postPatch = nif2nix.addConfig "config/config.exs" (
        nif2nix.nifConfig (modules ++ nif2nix.modulesOf dependencies)
      );
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit
    configOf
    crates
    dependencies
    modules
    releases
    ;
  release = releases.git_dependencies;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
