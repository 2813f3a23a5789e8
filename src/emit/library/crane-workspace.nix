# nif2nix (MIT License): crates of workspaces, by crane.
{
  lib,
  stdenv,
  craneLib,
}:
let
  inherit (import ./crane.nix { inherit lib stdenv craneLib; })
    buildByCrane
    buildWith
    buildDependencies
    ;

  # What crates have in common that share their dependencies: all but what is each crate's own.
  sharedOf =
    crate:
    removeAttrs crate [
      "pname"
      "version"
      "libName"
      "sources"
      "except"
      "postPatch"
      "cargoExtraArgs"
    ];
in
{
  # Crates by name, from the arguments of `buildByCrane`. Those of one workspace that are built alike share a derivation with
  # the dependencies of all of them.
  buildWorkspaces =
    crates:
    builtins.mapAttrs (
      _: crate:
      let
        alike = builtins.filter (other: sharedOf other == sharedOf crate) (builtins.attrValues crates);
        workspace = crate // {
          pname = "workspace";
          version = "0.0.0";
          sources = lib.concatMap (each: each.sources or [ "." ]) alike;
          except = lib.concatMap (each: each.except or [ ]) alike;
          postPatch = lib.concatMapStrings (each: each.postPatch or "") alike;
        };
      in
      if builtins.length alike > 1 then
        buildWith (buildDependencies workspace alike) crate
      else
        buildByCrane crate
    ) crates;
}
