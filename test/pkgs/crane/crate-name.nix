# Name and version of a crate: from the arguments, or from the Cargo.toml of its source, read at evaluation.
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
        throw "unable to infer crate name and version: there is no Cargo.toml at ${toString file}"
    );
  toml = builtins.fromTOML (builtins.unsafeDiscardStringContext contents);
  version = toml.package.version or "0.0.1";
in
{
  pname = toml.package.name or "cargo-package";
  version = if builtins.isString version then version else toml.workspace.package.version or "0.0.1";
}
