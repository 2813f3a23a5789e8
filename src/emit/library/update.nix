# nif2nix (MIT License): what `nix run .#update` starts.
{
  lib,
  writeShellApplication,
  git,
  # Without it the one in PATH is taken.
  nif2nix ? null,
}:
writeShellApplication {
  name = "update";
  runtimeInputs = [ git ] ++ lib.optional (nif2nix != null) nif2nix;
  text = builtins.readFile ./update.sh;
}
