{
  lib,
  beamPackages,
  nifs ? beamPackages.callPackage ./nifs.nix { inherit beamPackages; },
  overrides ? _final: _prev: { },
}:
let
  # Protocols are consolidated once, for the release: what a dependency consolidates is thrown away.
  buildMix = lib.makeOverridable (
    arguments:
    beamPackages.buildMix (
      {
        compileFlags = [ "--no-protocol-consolidation" ];
        mixCompileFlags = [ "--no-protocol-consolidation" ];
        # As in Mix, neither a dependency's own configuration nor the paths that it is told for itself count.
        prePatch = ''
          rm -f config/config.exs
          if [ -e mix.exs ]; then
            sed -i -E \
              -e 's/\b((build|config|deps)_path|lockfile):/unused_&/g' \
              -e 's/\{ *:((build|config|deps)_path|lockfile),/{:unused_\1,/g' \
              mix.exs
          fi
        '';
      }
      // arguments
    )
  );

  self = packages // overrides self packages;

  packages = {
    castore = buildMix {
      name = "castore";
      version = "1.0.12";
      src = beamPackages.fetchHex {
        pkg = "castore";
        version = "1.0.12";
        sha256 = "3dca286b2186055ba0c9449b4e95b97bf1b57b47c1f2644555879e659960c224";
      };
      beamDeps = [ ];
    };

    fast_nif = buildMix (
      nifs.dependencies.fast_nif.attributes
      // {
        name = "fast_nif";
        version = "1.1.0";
        src = beamPackages.fetchHex {
          pkg = "fast_nif";
          version = "1.1.0";
          sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
        };
        beamDeps = [
          self.rustler_precompiled
          self.rustler
        ];
      }
    );

    jason = buildMix {
      name = "jason";
      version = "1.4.5";
      src = beamPackages.fetchHex {
        pkg = "jason";
        version = "1.4.5";
        sha256 = "b0c823996102bcd0239b3c2444eb00409b72f6a140c1950bc8b457d836b30684";
      };
      beamDeps = [ ];
    };

    rustler = buildMix {
      name = "rustler";
      version = "0.36.2";
      src = beamPackages.fetchHex {
        pkg = "rustler";
        version = "0.36.2";
        sha256 = "93832a6dbc1166739a19cd0c25e110e4cf891f16795deb9361dfcae95f6c88fe";
      };
      beamDeps = [
        self.jason
        self.toml
      ];
    };

    rustler_precompiled = buildMix {
      name = "rustler_precompiled";
      version = "0.8.4";
      src = beamPackages.fetchHex {
        pkg = "rustler_precompiled";
        version = "0.8.4";
        sha256 = "3b33d99b540b15f142ba47944f7a163a25069f6d608783c321029bc1ffb09514";
      };
      beamDeps = [
        self.castore
        self.rustler
      ];
    };

    toml = buildMix {
      name = "toml";
      version = "0.7.0";
      src = beamPackages.fetchHex {
        pkg = "toml";
        version = "0.7.0";
        sha256 = "0690246a2478c1defd100b0c9b89b4ea280a22be9a7b313a8a058a2408a2fa70";
      };
      beamDeps = [ ];
    };
  };
in
self
