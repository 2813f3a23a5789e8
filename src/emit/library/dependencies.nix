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
in
{
  inherit plainDependency modulesOf placeSource;
}
