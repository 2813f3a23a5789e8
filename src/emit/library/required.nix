# nif2nix (MIT License): versions of the package set that the project's own files ask for.
{ lib }:
let
  holds =
    version:
    { operator, than }:
    let
      order = builtins.compareVersions version than;
    in
    {
      ">=" = order >= 0;
      ">" = order > 0;
      "<" = order < 0;
      "<=" = order <= 0;
      "==" = order == 0;
      "!=" = order != 0;
    }
    .${operator};
in
{
  # A package, where its version is asked for; else evaluation ends with the reason, before anything is built.
  requireVersion =
    {
      # For people: what is asked for what, and where; and what to do about it.
      name,
      asked,
      advice,
      # Conditions of which one list has to hold.
      conditions,
    }:
    package:
    if lib.any (lib.all (holds package.version)) conditions then
      package
    else
      throw "${asked}, and this nixpkgs has ${name} ${package.version}; ${advice}";
}
