# nif2nix (MIT License): what builds that compile native code by themselves are told.
{ lib }:
let
  inherit (import ./elixir.nix { inherit lib; }) elixirAtom;
in
{
  # Attributes: programs are there for the package's own build, and their hooks put no other phases in its place.
  withoutHooks = {
    dontUseCmakeConfigure = true;
    dontUseMesonConfigure = true;
    dontUseNinjaBuild = true;
    dontUseNinjaCheck = true;
    dontUseNinjaInstall = true;
  };

  # A line of configuration that has elixir_make compile, where it would look for an artifact and find no network.
  forcedByMake =
    apps:
    let
      force = app: "{${elixirAtom app}, true}";
    in
    "Config.config(:elixir_make, :force_build, [${lib.concatStringsSep ", " (map force apps)}])\n";

  # Shell: files that name an interpreter by a path which no build has, in their first line or as SHELL of make.
  findInterpreters =
    files:
    let
      all = lib.escapeShellArgs files;
    in
    lib.optionalString (files != [ ]) ''
      patchShebangs --build ${all}
      sed -i -E 's,^([[:space:]a-z]*SHELL[[:space:]]*[:?]*=[[:space:]]*)/(usr/)?bin/(env )?([a-z]+),\1\4,' ${all}
    '';

  # Shell: puts sources where the build looks for them.
  placeCheckout =
    folder: source:
    let
      target = lib.escapeShellArg folder;
    in
    ''
      mkdir -p "$(dirname ${target})"
      cp -r ${source} ${target}
      chmod -R u+w ${target}
    '';
}
