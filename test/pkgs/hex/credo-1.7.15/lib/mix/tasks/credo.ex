defmodule Mix.Tasks.Credo do
  @moduledoc "One rule of credo's: no call of IO.inspect is left behind. The files are those that .credo.exs includes."
  use Mix.Task

  @impl true
  def run(_arguments) do
    {%{configs: [%{files: %{included: folders}}]}, _} = Code.eval_file(".credo.exs")
    files = Enum.flat_map(folders, &Path.wildcard(Path.join(&1, "**/*.{ex,exs}")))
    found = Enum.filter(files, &(File.read!(&1) =~ "IO.inspect("))
    IO.puts("Analysis of #{length(files)} files as #{Jason.encode!(%{"found" => length(found)})}")
    for file <- found, do: IO.puts("There should be no calls to IO.inspect/1: #{file}")
    if found != [], do: exit({:shutdown, 16})
  end
end
