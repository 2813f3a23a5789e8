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
  nif2nix = beamPackages.callPackage ./lib { inherit beamPackages; };

  self = packages // overrides self packages;

  packages = {
    bandit = buildMix {
      name = "bandit";
      version = "1.8.0";
      src = beamPackages.fetchHex {
        pkg = "bandit";
        version = "1.8.0";
        sha256 = "6666666666666666666666666666666666666666666666666666666666666666";
      };
      beamDeps = [
        self.plug
        self.thousand_island
      ];
    };

    daisyui = nif2nix.placeSource {
      name = "daisyui";
      version = "2d3d5ab06dfd";
      src = builtins.fetchGit {
        url = "https://github.com/saadeghi/daisyui.git";
        rev = "2d3d5ab06dfd7ee3aa8e21d1ad2b7dc3aa3f46ab";
        ref = "refs/tags/v5.5.20";
        shallow = true;
      };
    };

    dns_cluster = buildMix {
      name = "dns_cluster";
      version = "0.2.0";
      src = beamPackages.fetchHex {
        pkg = "dns_cluster";
        version = "0.2.0";
        sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
      };
      beamDeps = [ ];
    };

    esbuild = buildMix {
      name = "esbuild";
      version = "0.10.0";
      src = beamPackages.fetchHex {
        pkg = "esbuild";
        version = "0.10.0";
        sha256 = "468489cda427b974a7cc9f03ace55368a83e1a7be12fba7e30969af78e5f8c70";
      };
      appConfigPath = nifs.config;
      beamDeps = [ self.jason ];
    };

    heroicons = nif2nix.placeSource {
      name = "heroicons";
      version = "0435d4ca364a";
      src = builtins.fetchGit {
        url = "https://github.com/tailwindlabs/heroicons.git";
        rev = "0435d4ca364a608cc75e2f8683d374e55abbae26";
        ref = "refs/tags/v2.2.0";
        shallow = true;
      };
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

    phoenix = buildMix {
      name = "phoenix";
      version = "1.8.1";
      src = beamPackages.fetchHex {
        pkg = "phoenix";
        version = "1.8.1";
        sha256 = "2222222222222222222222222222222222222222222222222222222222222222";
      };
      appConfigPath = nifs.configOf [ "phoenix" ];
      beamDeps = [
        self.bandit
        self.jason
        self.phoenix_pubsub
        self.plug
      ];
    };

    phoenix_html = buildMix {
      name = "phoenix_html";
      version = "4.3.0";
      src = beamPackages.fetchHex {
        pkg = "phoenix_html";
        version = "4.3.0";
        sha256 = "3eaa290a78bab0f075f791a46a981bbe769d94bc776869f4f3063a14f30497ad";
      };
      beamDeps = [ ];
    };

    phoenix_live_view = buildMix {
      name = "phoenix_live_view";
      version = "1.2.10";
      src = beamPackages.fetchHex {
        pkg = "phoenix_live_view";
        version = "1.2.10";
        sha256 = "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";
      };
      appConfigPath = nifs.configOf [
        "phoenix"
        "phoenix_live_view"
      ];
      beamDeps = [
        self.jason
        self.phoenix
        self.phoenix_html
        self.plug
      ];
    };

    phoenix_pubsub = buildMix {
      name = "phoenix_pubsub";
      version = "2.1.3";
      src = beamPackages.fetchHex {
        pkg = "phoenix_pubsub";
        version = "2.1.3";
        sha256 = "3333333333333333333333333333333333333333333333333333333333333333";
      };
      beamDeps = [ ];
    };

    plug = buildMix {
      name = "plug";
      version = "1.18.1";
      src = beamPackages.fetchHex {
        pkg = "plug";
        version = "1.18.1";
        sha256 = "4444444444444444444444444444444444444444444444444444444444444444";
      };
      beamDeps = [ self.plug_crypto ];
    };

    plug_crypto = buildMix {
      name = "plug_crypto";
      version = "2.1.1";
      src = beamPackages.fetchHex {
        pkg = "plug_crypto";
        version = "2.1.1";
        sha256 = "5555555555555555555555555555555555555555555555555555555555555555";
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

    tailwind = buildMix {
      name = "tailwind";
      version = "0.5.1";
      src = beamPackages.fetchHex {
        pkg = "tailwind";
        version = "0.5.1";
        sha256 = "8888888888888888888888888888888888888888888888888888888888888888";
      };
      appConfigPath = nifs.config;
      beamDeps = [ ];
    };

    thousand_island = buildMix {
      name = "thousand_island";
      version = "1.4.1";
      src = beamPackages.fetchHex {
        pkg = "thousand_island";
        version = "1.4.1";
        sha256 = "7777777777777777777777777777777777777777777777777777777777777777";
      };
      beamDeps = [ ];
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
