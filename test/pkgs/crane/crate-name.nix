# Name and version of a crate from the Cargo.toml of its source, read at evaluation. What is not in it is a warning and a
# placeholder, as in crane's lib/crateNameFromCargoToml.nix.
{ lib }:
args:
let
  contents =
    args.cargoTomlContents or (
      let
        file = args.cargoToml or (args.src + "/Cargo.toml");
      in
      if builtins.pathExists file then
        builtins.readFile file
      else
        throw "unable to infer crate name and version. please ensure that a Cargo.toml exists at ${toString file}, or that `pname` and `version` are set"
    );
  toml = builtins.fromTOML (builtins.unsafeDiscardStringContext contents);
  placeholder =
    name: value:
    lib.warn "crane will use a placeholder value since `${name}` cannot be found in ${
      toString (args.cargoToml or (args.src + "/Cargo.toml"))
    }" value;
  own = toml.package.version or null;
in
{
  pname = toml.package.name or (placeholder "name" "cargo-package");
  version =
    if builtins.isString own then own else toml.workspace.package.version or (placeholder "version" "0.0.1");
}
