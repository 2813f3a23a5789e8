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
  };
in
self
