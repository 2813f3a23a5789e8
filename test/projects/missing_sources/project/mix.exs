defmodule MissingSources.MixProject do
  use Mix.Project

  def project do
    [
      app: :missing_sources,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false},
      {:plain_nif, "~> 0.3"},
      {:git_nif, git: "https://git.example.org/git_nif.git"}
    ]
  end
end
