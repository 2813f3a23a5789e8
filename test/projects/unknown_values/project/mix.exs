defmodule UnknownValues.MixProject do
  use Mix.Project

  def project do
    [
      app: :unknown_values,
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      version: System.cmd("git", ["describe"]) |> elem(0),
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false},
      {:jason, System.cmd("cat", ["jason.version"]) |> elem(0)}
    ]
  end
end
