defmodule PrecompiledPublished.MixProject do
  use Mix.Project

  def project do
    [
      app: :precompiled_published,
      version: "1.1.0",
      elixir: "~> 1.14",
      deps: [
        {:rustler_precompiled, "~> 0.8"},
        {:rustler, "~> 0.36", optional: true}
      ]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
