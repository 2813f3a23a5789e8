# nif2nix (MIT License): what crates are built to that compilers and aliases of the project have cargo build.
{
  lib,
  runtimeShell,
  runCommand,
  writeText,
}:
let
  # Stands before cargo: these crates are built already, several of them in one folder where that is a workspace's.
  cargo =
    crates:
    let
      found = lib.concatMapStrings (
        {
          directory,
          workspace ? directory,
          ...
        }:
        ''
          "$NIF2NIX_PROJECT"${place directory}) built="${
            toString (map (each: each.crate) (builtins.filter (each: each.directory == directory) crates))
          }" workspace="$NIF2NIX_PROJECT"${place workspace} ;;
        ''
      ) crates;
      place = folder: lib.optionalString (folder != ".") "/${lib.escapeShellArg folder}";
      text = ''
        #!${runtimeShell}
        locate() {
          case "$1" in
          ${found}
          esac
        }
      ''
      + builtins.readFile ./programs.sh;
    in
    runCommand "built-cargo" { } ''
      mkdir -p "$out/bin"
      cp ${writeText "cargo.sh" text} "$out/bin/cargo"
      chmod +x "$out/bin/cargo"
    '';
in
{
  # Shell: lets `cargo build` in the folders of these crates find its work done, for the rest of the build.
  placePrograms = crates: ''
    export NIF2NIX_PROJECT="$(pwd -P)"
    export PATH="${cargo crates}/bin:$PATH"
  '';
}
