{
  lib,
  beamPackages,
  overrides ? _final: _prev: { },
  ...
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
