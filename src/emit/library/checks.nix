# nif2nix (MIT License): can the built release start?
{
  lib,
  stdenv,
  runCommand,
  beamPackages,
}:
let
  inherit (import ./elixir.nix { inherit lib; }) moduleName;
in
{
  # Builds where the release can start; fails with the reason in the last line. Its own BEAM loads every library and all of its code,
  # its start script runs up to there, and its configuration is held against what was read while compiling. No application is started:
  # no secret and no database is needed.
  releaseCheck =
    {
      release,
      # NIF modules that the release has to hold.
      modules ? [ ],
    }:
    runCommand "${release.pname or release.name}-release-check"
      {
        # For a release without a BEAM of its own.
        nativeBuildInputs = [ beamPackages.erlang ];
        # In `env`, since a package set may be configured to structure attributes, and exports no others then.
        env.NIF2NIX_MODULES = lib.concatMapStringsSep "\n" (nif: moduleName nif.module) (
          builtins.filter (nif: nif.library or "" != null) modules
        );
      }
      (
        if stdenv.buildPlatform.canExecute stdenv.hostPlatform then
          ''
            sh ${./check-release.sh} ${release} ${./check-release.erl} > report 2>&1 || { cat report; exit 1; }
            cat report
            mv report "$out"
          ''
        else
          ''
            echo "NOT CHECKED: this machine cannot run what was built for another" | tee "$out"
          ''
      );
}
