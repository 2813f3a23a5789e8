defmodule Toml.MixProject do
  use Mix.Project

  def project do
    [app: :toml, version: "0.7.0", elixir: "~> 1.6", deps: []]
  end

  def application do
    [extra_applications: [:logger]]
  end
end
