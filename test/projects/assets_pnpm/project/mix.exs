defmodule Web.MixProject do
  use Mix.Project

  def project do
    [
      app: :web,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      aliases: aliases(),
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false},
      {:jason, "~> 1.4"},
      {:phoenix_html, "~> 4.3"}
    ]
  end

  defp aliases do
    [
      "assets.setup": ["cmd --cd assets pnpm install --frozen-lockfile"],
      "assets.deploy": ["assets.setup", "cmd --cd assets pnpm run deploy"]
    ]
  end
end
