# nif2nix (MIT License): programs of crates that compilers of the project have cargo build.
{
  lib,
  runtimeShell,
  runCommand,
  writeText,
}:
let
  # Stands before cargo: the programs of these crates are built already.
  cargo =
    crates:
    let
      found = lib.concatMapStrings (
        {
          directory,
          workspace ? directory,
          crate,
        }:
        ''
          "$NIF2NIX_PROJECT"/${lib.escapeShellArg directory}) programs=${crate}/bin workspace="$NIF2NIX_PROJECT"/${lib.escapeShellArg workspace} ;;
        ''
      ) crates;
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
