defmodule Rustler.MixProject do
  use Mix.Project

  def project do
    [
      app: :rustler,
      version: "0.36.2",
      elixir: "~> 1.11",
      build_embedded: Mix.env() == :prod,
      deps: [
        {:toml, "~> 0.7", runtime: false},
        {:jason, "~> 1.0", runtime: false}
      ]
    ]
  end

  def application do
    [extra_applications: [:logger, :eex]]
  end
end
