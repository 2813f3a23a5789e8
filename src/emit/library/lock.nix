# nif2nix (MIT License): of mix.lock what a release is built of.
{ lib }:
{
  # Shell: the lock without applications of other environments, so that a change of those builds nothing anew. Mix writes a line
  # for each application; others stay.
  placeLock =
    {
      # mix.lock, and where that lies as seen from the project.
      path,
      file ? "mix.lock",
      # Names of applications.
      apps,
    }:
    let
      isKept = line: !lib.any (app: lib.hasPrefix "  \"${app}\":" line) apps;
      lines = builtins.filter isKept (lib.splitString "\n" (builtins.readFile path));
      text = builtins.toFile "mix.lock" (lib.concatStringsSep "\n" lines);
    in
    ''
      cp --no-preserve=mode ${text} ${lib.escapeShellArg file}
    '';
}
