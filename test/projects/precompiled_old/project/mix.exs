defmodule PrecompiledOld.MixProject do
  use Mix.Project

  def project do
    [
      app: :precompiled_old,
      version: "0.1.0",
      elixir: "~> 1.14",
      deps: [{:rustler_precompiled, "~> 0.5.0"}, {:rustler, "~> 0.26.0"}, {:fast_nif, "~> 1.1"}]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
