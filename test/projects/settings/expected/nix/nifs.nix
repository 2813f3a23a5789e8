{
  callPackage,
  beamPackages,
  overrideCrates ? _: { },
  pkgs,
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
      nativeBuildInputs = [ pkgs.pkg-config ];
      buildInputs = [ pkgs.openssl ];
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
    root = ../.;
    sources = [ "." ];
    except = [
      "default.nix"
      "flake.lock"
      "flake.nix"
      "nif2nix.toml"
      "nix"
      "npins"
    ];
    configPath = "config/config.exs";
    config = nif2nix.nifConfig (modules ++ nif2nix.modulesOf dependencies);
    libraries = nif2nix.placeLibraries modules;
    crates = [ "settings_nif" ];
  };

  releases = {
    tuned = nif2nix.mixProject (
      project
      // {
        pname = "tuned";
        version = "0.1.0";
        releaseName = "tuned";
      }
    );
    other = nif2nix.mixProject (
      project
      // {
        pname = "other";
        version = "0.1.0";
        releaseName = "other";
      }
    );
  };
in
{
  inherit
    crates
    modules
    dependencies
    releases
    ;

  release = releases.tuned;

  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      modules = modules ++ nif2nix.modulesOf dependencies;
    };
}
