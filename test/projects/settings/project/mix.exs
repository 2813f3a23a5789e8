defmodule Settings.MixProject do
  use Mix.Project

  def project do
    [
      app: :settings,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      releases: [tuned: [strip_beams: true], other: []],
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false},
      {:jason, "~> 1.4"}
    ]
  end
end
