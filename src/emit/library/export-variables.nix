# nif2nix (MIT License): environment variables of the project's own build.
{ lib }:
{
  # Shell, because not every version of the BEAM builders passes `env` on.
  exportVariables =
    env:
    lib.concatMapStrings (name: ''
      export ${name}=${lib.escapeShellArg env.${name}}
    '') (builtins.attrNames env);
}
