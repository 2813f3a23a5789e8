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
    fast_nif = nif2nix.repackedDependency {
      modules = [
        {
          module = "FastNif.Native";
          crate = crates.fast_nif;
          basename = "fast_nif";
          version = "1.1.0";
          nifVersions = [
            "2.15"
            "2.16"
          ];
        }
      ];
    };
  };

  releases = {
    precompiled_source = {
      pname = "precompiled_source";
      version = "0.1.0";
      meta.mainProgram = "precompiled_source";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
      };
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  inherit
    crates
    dependencies
    modules
    releases
    ;
  release = releases.precompiled_source;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
