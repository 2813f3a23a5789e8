defmodule ReadBeside.MixProject do
  use Mix.Project

  def project do
    [
      app: :read_beside,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:pictures, "~> 1.0"},
      {:emblems, "~> 1.0"},
      {:letters, "~> 1.0"},
      {:icons, git: "https://git.example.org/icons.git", tag: "v1.0", app: false, compile: false}
    ]
  end
end
