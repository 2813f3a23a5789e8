{
  callPackage,
  beamPackages,
  overrideCrates ? _: { },
  openssl,
  pkg-config,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  generatedCrates = {
    settings_nif = nif2nix.buildByRustPlatform {
      pname = "settings_nif";
      version = "0.1.0";
      libName = "settings_nif";
      root = ../native/settings_nif;
      cargoLock = ../native/settings_nif/Cargo.lock;
      features = [ "simd" ];
      defaultFeatures = false;
      env = {
        OPENSSL_NO_VENDOR = "1";
      };
      nativeBuildInputs = [ pkg-config ];
      buildInputs = [ openssl ];
    };
  };
  crates = generatedCrates // overrideCrates generatedCrates;

  modules = [
    {
      module = "Settings.Native";
      crate = crates.settings_nif;
      configApp = "settings";
      library = "priv/native/libsettings_nif";
    }
  ];

  dependencies = {
    jason = nif2nix.withInputs {
      env = {
        JASON_NATIVE = "no";
      };
    } nif2nix.plainDependency;
  };

  project = {
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
      crates = [ "settings_nif" ];
    };
    postPatch =
      nif2nix.addConfig "config/config.exs" (
        nif2nix.nifConfig (modules ++ nif2nix.modulesOf dependencies)
      )
      + nif2nix.placeLibraries modules;
    postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
  };

  releases = {
    tuned = project // {
      pname = "tuned";
      version = "0.1.0";
      mixReleaseName = "tuned";
      meta.mainProgram = "tuned";
    };
    other = project // {
      pname = "other";
      version = "0.1.0";
      mixReleaseName = "other";
      meta.mainProgram = "other";
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
  release = releases.tuned;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
      programs = [ ./lib/check-libraries.erl ];
    };
}
