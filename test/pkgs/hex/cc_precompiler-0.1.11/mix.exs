defmodule CCPrecompiler.MixProject do
  use Mix.Project

  def project do
    [
      app: :cc_precompiler,
      version: "0.1.11",
      elixir: "~> 1.11",
      deps: [{:elixir_make, "~> 0.7", runtime: false}]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
