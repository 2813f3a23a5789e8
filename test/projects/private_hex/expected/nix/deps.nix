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
  nif2nix = beamPackages.callPackage ./lib { inherit beamPackages; };

  self = packages // overrides self packages;

  packages = {
    house_style = buildMix {
      name = "house_style";
      version = "1.0.0";
      src = nif2nix.fetchPrivateHex {
        repository = "https://repo.hex.pm/repos/acme";
        keyVariable = "HEX_REPOS_KEY";
        pkg = "house_style";
        version = "1.0.0";
        sha256 = "4444444444444444444444444444444444444444444444444444444444444444";
      };
      beamDeps = [ ];
    };

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

    secret_sauce = buildMix {
      name = "secret_sauce";
      version = "2.0.1";
      src = nif2nix.fetchPrivateHex {
        repository = "https://hex.example.com";
        keyVariable = "MY_SERVER_KEY";
        pkg = "secret_sauce";
        version = "2.0.1";
        sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
      };
      beamDeps = [ ];
    };
  };
in
self
