# nif2nix (MIT License): archives of Mix.
{ lib, writeText }:
{
  # Shell: what Mix takes for the archives that a project asks for, by their versions. Nothing is in them: their tasks belong to
  # development.
  placeArchives =
    archives:
    ''
      export MIX_ARCHIVES="$TMPDIR/archives"
    ''
    + lib.concatMapStrings (
      name:
      let
        application = "{application,'${name}',[{vsn,\"${archives.${name}}\"},{modules,[]},{registered,[]},{applications,[kernel,stdlib]}]}.\n";
        archive = "${name}-${archives.${name}}";
      in
      ''
        mkdir -p "$MIX_ARCHIVES"/${archive}/${archive}/ebin
        cp ${writeText "${name}.app" application} "$MIX_ARCHIVES"/${archive}/${archive}/ebin/${name}.app
      ''
    ) (builtins.attrNames archives);
}
