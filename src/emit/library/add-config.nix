# nif2nix (MIT License): configuration of the project's own build.
{ lib, writeText }:
{
  # Shell: adds lines to a configuration file, which need not be there.
  addConfig =
    path: lines:
    let
      file = lib.escapeShellArg path;
    in
    lib.optionalString (lines != "") ''
      mkdir -p "$(dirname ${file})"
      cat ${writeText "nif2nix.exs" "\n${lines}"} >> ${file}
    '';
}
