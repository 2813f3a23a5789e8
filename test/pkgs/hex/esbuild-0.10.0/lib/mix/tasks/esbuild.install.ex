defmodule Mix.Tasks.Esbuild.Install do
  @moduledoc "As the real one, which downloads unless the file at the configured path is of the configured version."
  use Mix.Task

  @impl true
  def run(_args), do: Mix.raise("could not fetch esbuild: there is no network")
end
