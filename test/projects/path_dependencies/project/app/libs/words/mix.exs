defmodule Words.MixProject do
  use Mix.Project

  def project do
    [
      app: :words,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:jason, "~> 1.4"}
    ]
  end
end
