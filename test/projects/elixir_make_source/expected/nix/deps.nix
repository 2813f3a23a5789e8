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
    borrowed = buildMix (
      nifs.dependencies.borrowed.attributes
      // {
        name = "borrowed";
        version = "0.2.0";
        src = beamPackages.fetchHex {
          pkg = "borrowed";
          version = "0.2.0";
          sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
        };
        beamDeps = [
          self.elixir_make
          self.fine
        ];
      }
    );

    elixir_make = buildMix {
      name = "elixir_make";
      version = "0.9.0";
      src = beamPackages.fetchHex {
        pkg = "elixir_make";
        version = "0.9.0";
        sha256 = "6666666666666666666666666666666666666666666666666666666666666666";
      };
      beamDeps = [ ];
    };

    fine = buildMix (
      nifs.dependencies.fine.attributes
      // {
        name = "fine";
        version = "0.1.4";
        src = beamPackages.fetchHex {
          pkg = "fine";
          version = "0.1.4";
          sha256 = "4444444444444444444444444444444444444444444444444444444444444444";
        };
        beamDeps = [ ];
      }
    );
  };
in
self
