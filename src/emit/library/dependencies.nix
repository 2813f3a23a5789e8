# nif2nix (MIT License): dependencies.
{ lib, runCommand }:
let
  plainDependency = {
    modules = [ ];
    attributes = { };
  };

  modulesOf =
    dependencies: lib.concatMap (dependency: dependency.modules) (builtins.attrValues dependencies);

  # A dependency that is not compiled (`app: false, compile: false`): mixRelease links $out/src to deps/<name>.
  placeSource =
    {
      name,
      version,
      src,
    }:
    runCommand "${name}-${version}" { } ''
      mkdir -p "$out"
      ln -s ${src} "$out/src"
    '';

  # Shell, once the sources of a dependency are unpacked: lays others beside them, and where a build of its own has deps/.
  layBeside =
    sources:
    lib.concatMapStrings (name: ''
      ln -s ${sources.${name}} ${lib.escapeShellArg name}
      mkdir -p "$sourceRoot/deps"
      ln -s ${sources.${name}} "$sourceRoot"/deps/${lib.escapeShellArg name}
    '') (builtins.attrNames sources);
in
{
  inherit
    layBeside
    modulesOf
    placeSource
    plainDependency
    ;
}
