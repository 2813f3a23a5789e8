# mixRelease of nixpkgs 25.11 and before: one derivation with its phases written out.
{
  elixir,
  erlang,
  hex,
  git,
  coreutils,
  gawk,
  gnugrep,
  gnused,
  lib,
  makeWrapper,
  rebar3,
  stdenv,
}:
{
  pname,
  version,
  src,
  nativeBuildInputs ? [ ],
  mixEnv ? "prod",
  mixReleaseName ? "",
  compileFlags ? [ ],
  mixNixDeps ? { },
  mixFodDeps ? null,
  removeCookie ? true,
  stripDebug ? false,
  erlangCompilerOptions ? [ ],
  erlangDeterministicBuilds ? true,
  enableDebugInfo ? false,
  ...
}@args:
assert mixNixDeps != { } -> mixFodDeps == null;
assert stripDebug -> !enableDebugInfo;
assert lib.assertMsg (mixFodDeps == null) "the stand-in builds from mixNixDeps alone";
stdenv.mkDerivation (
  removeAttrs args [
    "compileFlags"
    "enableDebugInfo"
    "erlangCompilerOptions"
    "erlangDeterministicBuilds"
    "mixEnv"
    "mixNixDeps"
    "mixReleaseName"
  ]
  // {
    nativeBuildInputs =
      nativeBuildInputs
      ++ [
        erlang
        elixir
        hex
        git
      ]
      ++ builtins.attrValues mixNixDeps
      ++ [
        makeWrapper
        ../hooks/mix-build-dir.sh
        ../hooks/mix-release.sh
      ];
    inherit removeCookie stripDebug;
    MIX_ENV = mixEnv;
    MIX_BUILD_PREFIX = mixEnv;
    HEX_OFFLINE = 1;
    MIX_REBAR3 = "${rebar3}/bin/rebar3";
    ERL_COMPILER_OPTIONS = "[${
      lib.concatStringsSep "," (erlangCompilerOptions ++ lib.optional erlangDeterministicBuilds "deterministic")
    }]";
    LC_ALL = "C.UTF-8";
    erlangOfBuild = erlang;
    mixReleaseRuntimePath = lib.makeBinPath [
      coreutils
      gnused
      gnugrep
      gawk
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
        ${lib.optionalString (mixNixDeps != { }) ''
          mkdir -p deps
          ${lib.concatStringsSep "\n" (
            lib.mapAttrsToList (name: package: ''
              if [ -d "${package}/src" ]; then
                ln -sv ${package}/src "deps/${name}"
              fi
            '') mixNixDeps
          )}
        ''}
        runHook postConfigure
      '';
    buildPhase =
      args.buildPhase or ''
        runHook preBuild
        mix compile --no-deps-check ${lib.concatStringsSep " " compileFlags}
        runHook postBuild
      '';
    installPhase =
      args.installPhase or ''
        runHook preInstall
        mix release ${mixReleaseName} --no-deps-check --path "$out"
        runHook postInstall
      '';
    # In the place of a caller's.
    postFixup = "mixReleaseFixup";
  }
)
