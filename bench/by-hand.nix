# A project as the article does it by hand: dependencies as mix2nix writes them, crane for each crate, `src = ./.` for the release.
{
  pkgs,
  craneLib,
  project,
  deps,
}:
let
  inherit (pkgs) lib beamPackages;
  crates = lib.genAttrs (lib.filter (name: lib.hasPrefix "crate_" name) (
    builtins.attrNames (builtins.readDir (project + "/native"))
  )) build;
  build =
    pname:
    let
      arguments = {
        inherit pname;
        version = "0.1.0";
        src = craneLib.cleanCargoSource (project + "/native");
        cargoExtraArgs = "--locked --package ${pname}";
        strictDeps = true;
      };
    in
    craneLib.buildPackage (
      arguments // { cargoArtifacts = craneLib.buildDepsOnly arguments; }
    );
in
beamPackages.mixRelease {
  pname = "by-hand";
  version = "1.0.0";
  src = project;
  mixNixDeps = import deps { inherit lib beamPackages; };
  preBuild = lib.concatMapStrings (name: ''
    mkdir -p priv/native
    cp ${crates.${name}}/lib/lib${name}.so priv/native/
  '') (builtins.attrNames crates);
}
