# nif2nix (MIT License): Node for web assets: package managers that find everything in place.
{
  lib,
  runtimeShell,
  runCommand,
  writeText,
}:
let
  # The text of a program in front of the package manager `name`, whose own program is `real`.
  nodeManagerProgram =
    name: real:
    "#!${runtimeShell}\n"
    + builtins.replaceStrings [ "@name@" "@real@" ] [ name real ] (builtins.readFile ./node-manager.sh);

  nodeManagers =
    { nodejs, managers }:
    let
      all = {
        npm = nodejs;
      }
      // managers;
      program = name: writeText "${name}.sh" (nodeManagerProgram name (lib.getExe' all.${name} name));
    in
    runCommand "node-managers" { } (
      ''
        mkdir -p "$out/bin"
      ''
      + lib.concatMapStrings (name: ''
        cp ${program name} "$out/bin/${name}"
        chmod +x "$out/bin/${name}"
      '') (builtins.attrNames all)
    );

  # Shell: what the assets of the project need of Node, for the rest of the build phase.
  prepareNode =
    {
      nodejs,
      managers ? { },
      # Shell, for each lock file: puts its packages in place.
      modules ? [ ],
    }:
    lib.concatStrings modules
    + ''
      export PATH="${
        lib.makeBinPath (
          [
            (nodeManagers { inherit nodejs managers; })
            nodejs
          ]
          ++ builtins.attrValues managers
        )
      }:$PATH"
      # A home that can be written to, no look for newer versions of anything, and the package manager that is here in the
      # place of the one that package.json names.
      export HOME="$(mktemp -d)"
      export npm_config_update_notifier=false npm_config_offline=true COREPACK_ENABLE_STRICT=0
      export npm_config_manage_package_manager_versions=false pnpm_config_manage_package_manager_versions=false
      export npm_config_verify_deps_before_run=false pnpm_config_verify_deps_before_run=false
    '';
in
{
  inherit nodeManagerProgram prepareNode;
}
