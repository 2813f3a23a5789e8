# nif2nix (MIT License): web assets, by the Mix task that builds them.
{ lib }:
let
  inherit (import ./elixir.nix { inherit lib; }) elixirString elixirAtom;

  # How the modules of the tasks are called that install the tools, by the application that has them.
  installers = {
    dart_sass = "Sass";
    esbuild = "Esbuild";
    tailwind = "Tailwind";
  };

  # Program of Elixir: Mix runs `words`, a list in Elixir. The paths of the tools are set in that one process: in a
  # configuration file they would become part of the release, and the tools with them. `mix run` would do, too, but
  # reads config/runtime.exs, which wants secrets.
  mixWith =
    tools: words:
    let
      setPath =
        app:
        "Application.put_env(${elixirAtom app}, :path, ${elixirString tools.${app}}, persistent: true); ";
      # In the place of the task that would download the tool: another version than that of the configuration counts as missing.
      keep =
        app: "defmodule Mix.Tasks.${installers.${app}}.Install do use Mix.Task; def run(_), do: :ok end; ";
    in
    # What bin/mix does, which a package set may have wrapped in a shell script.
    lib.concatMapStrings (app: setPath app + keep app) (builtins.attrNames tools)
    + "Mix.start(); Mix.CLI.main([\"do\", \"deps.loadpaths\", \"--no-deps-check\", \"+\"] ++ ${words})";

  # Shell: runs one Mix task that builds web assets.
  runTask =
    {
      directory,
      task,
      tools,
    }:
    let
      words = "[${lib.concatMapStringsSep ", " elixirString (lib.splitString " " task)}]";
    in
    ''
      (
        cd ${lib.escapeShellArg directory}
        elixir -e ${lib.escapeShellArg (mixWith tools words)}
      )
    '';

  # Shell: runs commands one after the other, until one of them fails.
  runFrontEnd =
    { directory, commands }:
    ''
      (
        cd ${lib.escapeShellArg directory}
        ${lib.concatStringsSep "\n" commands}
      )
    '';
in
{
  # Shell: lets `mix release` find the tools, of which an alias of that name runs tasks.
  releaseTools =
    {
      tools,
      # Shell: what its commands need of Node.
      node ? "",
    }:
    ''
      ${node}
      mix() {
        elixir -e ${lib.escapeShellArg (mixWith tools "System.argv()")} -- "$@"
      }
    '';

  # Shell: builds web assets, in a shell of its own, so that nothing of it reaches the later phases.
  buildAssets =
    {
      # Mix tasks, each with the folder of its project and the tools that it runs.
      tasks ? [ ],
      # What is built before them: commands, each list of them with the folder that they run in.
      frontEnds ? [ ],
      # Shell: what they need of Node.
      node ? "",
    }:
    ''
      (
      ${node}
      runHook preAssets
      ${lib.concatMapStrings runFrontEnd frontEnds}
      ${lib.concatMapStrings runTask tasks}
      )
    '';
}
