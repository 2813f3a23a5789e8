# `buildRebar3 { name, version, src, beamDeps, buildPlugins }`.
{
  beamCopySourceHook,
  beamModuleInstallHook,
  erlang,
  lib,
  rebar3,
  stdenv,
  writeText,
}:
{
  name,
  version,
  src,
  beamDeps ? [ ],
  buildPlugins ? [ ],
  nativeBuildInputs ? [ ],
  buildInputs ? [ ],
  ...
}@args:
stdenv.mkDerivation (
  removeAttrs args [
    "beamDeps"
    "buildPlugins"
    "env"
  ]
  // {
    pname = name;
    name = "erlang${erlang.version}-${name}-${version}";
    nativeBuildInputs = nativeBuildInputs ++ [
      beamCopySourceHook
      beamModuleInstallHook
    ];
    buildInputs = buildInputs ++ [
      erlang
      rebar3
    ];
    propagatedBuildInputs = lib.unique beamDeps;
    env.beamModuleName = name;
    setupHook = writeText "setup-hook.sh" ''
      addToSearchPath ERL_LIBS "$1/lib/erlang/lib/"
    '';
    prePatch = ''
      ${args.prePatch or ""}
      rm -f rebar rebar3
    '';
    buildPhase =
      args.buildPhase or ''
        runHook preBuild
        HOME=. rebar3 bare compile --paths "."
        runHook postBuild
      '';
    # In the place of a caller's.
    passthru = { inherit beamDeps; };
  }
)
