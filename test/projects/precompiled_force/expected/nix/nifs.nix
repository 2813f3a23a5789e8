{
  callPackage,
  beamPackages,
  overrideCrates ? _: { },
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  generatedCrates = {
    fast_nif = nif2nix.buildByRustPlatform {
      pname = "fast_nif";
      version = "0.1.0";
      libName = "fast_nif";
      fetched = beamPackages.fetchHex {
        pkg = "fast_nif";
        version = "1.1.0";
        sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
      };
      workspace = "native/fast_nif";
      cargoLock = ./locks/fast_nif/fast_nif.lock;
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [ ];

  dependencies = {
    fast_nif = nif2nix.forcedDependency {
      config = configOf [ ];
      modules = [
        {
          module = "FastNif.Native";
          crate = crates.fast_nif;
          configApp = "fast_nif";
          loadApp = "fast_nif";
          library = "priv/native/libfast_nif";
        }
      ];
    };
  };

  configOf = nif2nix.appConfig {
    apps = { };
    config = nif2nix.nifConfig (nif2nix.modulesOf dependencies);
  };

  releases = {
    precompiled_force = {
      pname = "precompiled_force";
      version = "0.1.0";
      meta.mainProgram = "precompiled_force";
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
  release = releases.precompiled_force;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
