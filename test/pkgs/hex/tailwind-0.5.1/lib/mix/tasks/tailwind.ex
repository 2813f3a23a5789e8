defmodule Mix.Tasks.Tailwind do
  @shortdoc "Runs tailwindcss with a profile"
  @moduledoc "mix tailwind PROFILE ARGS"
  use Mix.Task

  @impl true
  def run([profile | args]) do
    Mix.Task.run("loadpaths")
    {:ok, _} = Application.ensure_all_started(:tailwind)

    case Tailwind.install_and_run(String.to_atom(profile), args) do
      0 -> :ok
      status -> Mix.raise("`mix tailwind` exited with #{status}")
    end
  end
end
