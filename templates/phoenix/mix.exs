defmodule MyApp.MixProject do
  use Mix.Project

  def project do
    [
      app: :my_app,
      version: "0.1.0",
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application do
    [mod: {MyApp.Application, []}, extra_applications: [:logger, :runtime_tools]]
  end

  defp deps do
    [
      {:phoenix, "~> 1.8.11"},
      {:phoenix_html, "~> 4.1"},
      {:phoenix_live_view, "~> 1.2.9"},
      {:jason, "~> 1.2"},
      {:bandit, "~> 1.5"},
      {:rustler, "~> 0.36.2", runtime: false}
    ]
  end
end
