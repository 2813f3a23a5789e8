# buildMix of nixpkgs 25.11 and before: phases written out, attributes passed on as they are, the dependency's own
# configuration removed only where another one is given.
{
  elixir,
  erlang,
  hex,
  lib,
  stdenv,
  writeText,
}:
{
  name,
  version,
  src,
  beamDeps ? [ ],
  nativeBuildInputs ? [ ],
  propagatedBuildInputs ? [ ],
  mixEnv ? "prod",
  appConfigPath ? null,
  enableDebugInfo ? false,
  erlangCompilerOptions ? [ ],
  erlangDeterministicBuilds ? true,
  ...
}@args:
stdenv.mkDerivation (
  removeAttrs args [
    "beamDeps"
    "appConfigPath"
    "enableDebugInfo"
    "erlangCompilerOptions"
    "erlangDeterministicBuilds"
    "mixEnv"
  ]
  // {
    name = "${name}-${version}";
    MIX_ENV = mixEnv;
    MIX_BUILD_PREFIX = mixEnv;
    HEX_OFFLINE = 1;
    ERL_COMPILER_OPTIONS = "[${
      lib.concatStringsSep "," (erlangCompilerOptions ++ lib.optional erlangDeterministicBuilds "deterministic")
    }]";
    LC_ALL = "C.UTF-8";
    beamModuleName = name;
    nativeBuildInputs = nativeBuildInputs ++ [
      elixir
      hex
      ../hooks/mix-build-dir.sh
    ];
    propagatedBuildInputs = propagatedBuildInputs ++ beamDeps;
    setupHook = writeText "setup-hook.sh" ''
      addToSearchPath ERL_LIBS "$1/lib/erlang/lib"
    '';
    configurePhase =
      args.configurePhase or ''
        runHook preConfigure
        ${lib.optionalString (appConfigPath != null) ''
          rm -rf config
          cp -r ${appConfigPath} config
        ''}
        runHook postConfigure
      '';
    buildPhase =
      args.buildPhase or ''
        runHook preBuild
        export HEX_HOME="$TEMPDIR/hex" MIX_HOME="$TEMPDIR/mix"
        mix compile --no-deps-check
        runHook postBuild
      '';
    installPhase =
      args.installPhase or ''
        runHook preInstall
        source ${../hooks/beam-module-install.sh}
        beamModuleInstall
        mkdir -p $out/src
        cp -r $src/* "$out/src"
        runHook postInstall
      '';
    passthru = {
      packageName = name;
      inherit beamDeps;
    };
  }
)
