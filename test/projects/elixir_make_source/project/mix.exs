defmodule ElixirMakeSource.MixProject do
  use Mix.Project

  def project do
    [
      app: :elixir_make_source,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:borrowed, "~> 0.2"}
    ]
  end
end
