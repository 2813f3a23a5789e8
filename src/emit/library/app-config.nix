# nif2nix (MIT License): of the project's configuration what one dependency can read.
{ lib, writeTextDir }:
{
  # From names of applications to their configuration as the builders of dependencies take it (`appConfigPath`): an edit of
  # others' does not build the dependency anew.
  appConfig =
    {
      # Lines of configuration by application.
      apps,
      # Lines of configuration for NIF modules of dependencies.
      config ? "",
    }:
    names:
    let
      lines = lib.concatMap (name: apps.${name}) names;
    in
    writeTextDir "config.exs" ''
      import Config
      ${lib.concatStringsSep "\n" lines}
      ${config}
    '';
}
