defmodule Mix.Tasks.Esbuild do
  @shortdoc "Runs esbuild with a profile"
  @moduledoc "mix esbuild PROFILE ARGS"
  use Mix.Task

  @impl true
  def run([profile | args]) do
    Mix.Task.run("loadpaths")
    {:ok, _} = Application.ensure_all_started(:esbuild)

    case Esbuild.install_and_run(String.to_atom(profile), args) do
      0 -> :ok
      status -> Mix.raise("`mix esbuild` exited with #{status}")
    end
  end
end
