# mixRelease of nixpkgs 26.05.
{
  coreutils,
  elixir,
  erlang,
  gawk,
  git,
  gnugrep,
  gnused,
  hex,
  lib,
  makeWrapper,
  mixBuildDirHook,
  mixCompileHook,
  mixReleaseHook,
  rebar3,
  stdenv,
}:
{
  pname,
  version,
  mixNixDeps ? { },
  mixFodDeps ? null,
  stripDebug ? false,
  enableDebugInfo ? false,
  ...
}@args:
assert mixNixDeps != { } -> mixFodDeps == null;
assert stripDebug -> !enableDebugInfo;
assert lib.assertMsg (mixFodDeps == null) "the stand-in builds from mixNixDeps alone";
stdenv.mkDerivation (
  removeAttrs args [
    "mixEnv"
    "mixNixDeps"
  ]
  // {
    env =
      import ../mix-environment.nix { inherit lib stdenv; } args
      // {
        MIX_REBAR3 = "${rebar3}/bin/rebar3";
        erlangOfBuild = "${erlang}";
        mixReleaseRuntimePath = lib.makeBinPath [
          coreutils
          gnused
          gnugrep
          gawk
        ];
      }
      // (args.env or { });
    nativeBuildInputs =
      (args.nativeBuildInputs or [ ])
      ++ [
        erlang
        elixir
        hex
        git
      ]
      ++ builtins.attrValues mixNixDeps
      ++ [
        makeWrapper
        mixBuildDirHook
        mixCompileHook
        mixReleaseHook
      ];
    postUnpack = ''
      export MIX_HOME="$TEMPDIR/mix" HEX_HOME="$TEMPDIR/hex"
      export REBAR_GLOBAL_CONFIG_DIR="$TEMPDIR/rebar3" REBAR_CACHE_DIR="$TEMPDIR/rebar3.cache"
    ''
    + (args.postUnpack or "");
    configurePhase =
      args.configurePhase or ''
        runHook preConfigure
        mix deps.compile --no-deps-check --skip-umbrella-children
        mkdir -p deps
        ${lib.concatStringsSep "\n" (
          lib.mapAttrsToList (name: package: ''
            if [ -d "${package}/src" ]; then
              ln -sv ${package}/src "deps/${name}"
            fi
          '') mixNixDeps
        )}
        runHook postConfigure
      '';
    installPhase =
      args.installPhase or ''
        runHook preInstall
        mix release ''${mixReleaseName:+"$mixReleaseName"} --no-deps-check --path "$out"
        runHook postInstall
      '';
    # In the place of a caller's.
    postFixup = "mixReleaseFixup";
  }
)
