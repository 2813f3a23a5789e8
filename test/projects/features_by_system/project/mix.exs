defmodule BySystem.MixProject do
  use Mix.Project

  def project do
    [
      app: :by_system,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false}
    ]
  end
end
