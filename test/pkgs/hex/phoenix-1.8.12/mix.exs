defmodule Phoenix.MixProject do
  use Mix.Project

  def project do
    [app: :phoenix, version: "1.8.12", elixir: "~> 1.14", deps: []]
  end

  def application do
    [extra_applications: [:logger, :inets, :crypto], mod: {Phoenix, []}]
  end
end
