# nif2nix (MIT License): the project's configuration, for its dependencies.
{
  lib,
  runCommand,
  writeText,
}:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;
  inherit (import ./elixir.nix { inherit lib; }) elixirString elixirAtom;
in
{
  # The configuration as the builders of dependencies take it (`appConfigPath`): what a dependency reads while it compiles
  # must be what the release has at boot. Without other environments' files, and runtime.exs, which only the release reads.
  mixConfig =
    {
      root,
      # The files that are read while code is compiled, relative to `root`, or the folder that holds them.
      sources,
      # The folder of the configuration file, relative to `root`, and its name there.
      folder,
      file,
      # MIX_ENV that it is read with, where that is not the one of the build.
      mixEnv ? null,
      # Environment variables that it is read with.
      env ? { },
      # Lines of configuration for NIF modules.
      config ? "",
    }:
    let
      src = onlySources {
        inherit root sources;
        except = [ "${folder}/runtime.exs" ];
      };
      # In the file itself, because not every version of the BEAM builders passes `env` on.
      setting = name: "System.put_env(${elixirString name}, ${elixirString env.${name}})\n";
      settings = lib.concatMapStrings setting (builtins.attrNames env);
      inEnvironment = ''
        import Config
        project = Config.Reader.read!(Path.join(__DIR__, "project.exs"), env: ${elixirAtom mixEnv})
        for {app, values} <- project, do: config(app, values)
      '';
    in
    runCommand "mix-config" { } ''
      mkdir -p "$out"
      if [ -e ${src}/${lib.escapeShellArg folder} ]; then
        cp -r --no-preserve=mode ${src}/${lib.escapeShellArg folder}/. "$out"
      fi
      cd "$out"
      if [ ${lib.escapeShellArg file} != config.exs ] && [ -e ${lib.escapeShellArg file} ]; then
        mv ${lib.escapeShellArg file} config.exs
      fi
      touch config.exs
      ${
        lib.optionalString (mixEnv != null) ''
          mv config.exs project.exs
          cp ${writeText "nif2nix-in-environment.exs" inEnvironment} config.exs
        ''
      }cat ${writeText "nif2nix-env.exs" settings} config.exs ${writeText "nif2nix.exs" "\n${config}"} > "$TMPDIR/config.exs"
      mv "$TMPDIR/config.exs" config.exs
    '';
}
