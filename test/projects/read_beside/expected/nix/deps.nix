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
    emblems = buildMix {
      name = "emblems";
      version = "1.0.0";
      src = beamPackages.fetchHex {
        pkg = "emblems";
        version = "1.0.0";
        sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
      };
      beamDeps = [ self.pictures ];
      postUnpack = nif2nix.layBeside {
        icons = "${self.icons}/src";
        letters = "${self.letters}/src";
      };
    };

    icons = nif2nix.placeSource {
      name = "icons";
      version = "666666666666";
      src = builtins.fetchGit {
        url = "https://git.example.org/icons.git";
        rev = "6666666666666666666666666666666666666666";
        ref = "refs/tags/v1.0";
        shallow = true;
      };
    };

    letters = buildMix {
      name = "letters";
      version = "1.0.0";
      src = beamPackages.fetchHex {
        pkg = "letters";
        version = "1.0.0";
        sha256 = "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";
      };
      beamDeps = [ ];
    };

    pictures = buildMix {
      name = "pictures";
      version = "1.0.0";
      src = beamPackages.fetchHex {
        pkg = "pictures";
        version = "1.0.0";
        sha256 = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
      };
      beamDeps = [ ];
      postUnpack = nif2nix.layBeside { icons = "${self.icons}/src"; };
    };
  };
in
self
