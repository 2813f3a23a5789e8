defmodule GitDependencies.MixProject do
  use Mix.Project

  def project do
    [
      app: :git_dependencies,
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
      {:greeter, git: "https://git.example.org/greeter.git"},
      {:git_nif, git: "https://git.example.org/git_nif.git", subdir: "beam"},
      {:icons,
       git: "https://git.example.org/icons.git",
       tag: "v1.0",
       sparse: "optimized",
       app: false,
       compile: false,
       depth: 1}
    ]
  end
end
