# nif2nix (MIT License): can the built release start?
{
  lib,
  stdenv,
  runCommand,
  beamPackages,
}:
{
  # Builds where the release can start, as check-release.sh finds out; fails with the reason in the last line.
  releaseCheck =
    {
      release,
      programs ? [ ], # Files of Erlang that it runs in the release's BEAM.
      modules ? [ ], # NIF modules that the release has to hold.
    }:
    runCommand "${release.pname or release.name}-release-check"
      {
        inherit programs;
        # For a release without a BEAM of its own.
        nativeBuildInputs = [ beamPackages.erlang ];
        # In `env`, since a package set may be configured to structure attributes, and exports no others then.
        env.NIF2NIX_MODULES = lib.concatMapStrings (
          nif: lib.optionalString (nif.library or "" != null) "${nif.module}\n"
        ) modules;
      }
      (
        if stdenv.buildPlatform.canExecute stdenv.hostPlatform then
          "sh ${./check-release.sh} ${release} \${programs[*]} 2>&1 | tee \"$out\"\n"
        else
          "echo NOT CHECKED: this machine cannot run what was built for another | tee \"$out\"\n"
      );
}
