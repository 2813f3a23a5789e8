defmodule Nif2nix.Dependencies do
  @moduledoc false
  use Mix.Project

  # Compiles what lies in deps/, on what is compiled already.
  def project do
    [app: :nif2nix_dependencies, version: "1.0.0", deps: deps(), aliases: [compile: &compile/1]]
  end

  defp deps do
    sources = Map.new(Path.wildcard("deps/*"), &{Path.basename(&1), [path: &1, override: true]})
    built = Map.new(Path.wildcard("_build/*/lib/*"), &{Path.basename(&1), [path: &1, override: true, compile: false]})
    for {name, options} <- Map.merge(built, sources), do: {String.to_atom(name), options}
  end

  defp compile(_), do: Mix.Task.run("deps.compile", ["--no-deps-check"])
end
