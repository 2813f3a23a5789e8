# nif2nix (MIT License): what cargo looks for in a workspace beside a crate.
{ lib }:
{
  # Shell: makes files that cargo looks for when it reads a workspace, where crates are built elsewhere. What is in them does
  # not matter, so an edit of one crate does not build the others anew.
  placeStandIns = lib.concatMapStrings (path: ''
    [ -e ${lib.escapeShellArg path} ] || { mkdir -p ${lib.escapeShellArg (dirOf path)} && touch ${lib.escapeShellArg path}; }
  '');
}
