# `buildErlangMk { name, version, src, beamDeps }`.
{
  erlang,
  lib,
  stdenv,
  writeText,
}:
{
  name,
  version,
  src,
  beamDeps ? [ ],
  buildInputs ? [ ],
  ...
}@args:
stdenv.mkDerivation (
  removeAttrs args [ "beamDeps" ]
  // {
    pname = name;
    name = "erlang${erlang.version}-${name}-${version}";
    buildInputs = buildInputs ++ [ erlang ];
    propagatedBuildInputs = beamDeps;
    setupHook = writeText "setup-hook.sh" ''
      addToSearchPath ERL_LIBS "$1/lib/erlang/lib"
    '';
    configurePhase =
      args.configurePhase or ''
        runHook preConfigure
        make SKIP_DEPS=1 clean
        runHook postConfigure
      '';
    buildPhase =
      args.buildPhase or ''
        runHook preBuild
        make SKIP_DEPS=1
        runHook postBuild
      '';
    installPhase =
      args.installPhase or ''
        runHook preInstall
        target="$out/lib/erlang/lib/${name}"
        mkdir -p "$target"
        for folder in ebin src include priv doc; do
          [ ! -d "$folder" ] || cp -r "$folder" "$target/"
        done
        runHook postInstall
      '';
    passthru = (args.passthru or { }) // {
      inherit beamDeps;
    };
  }
)
