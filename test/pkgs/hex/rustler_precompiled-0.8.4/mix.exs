defmodule RustlerPrecompiled.MixProject do
  use Mix.Project

  def project do
    [
      app: :rustler_precompiled,
      version: "0.8.4",
      elixir: "~> 1.13",
      start_permanent: Mix.env() == :prod,
      deps: [
        {:rustler, "~> 0.23", optional: true},
        {:castore, "~> 0.1 or ~> 1.0"}
      ]
    ]
  end

  def application do
    [extra_applications: [:logger, :inets, :ssl]]
  end
end
