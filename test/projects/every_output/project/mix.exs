defmodule Relay.MixProject do
  use Mix.Project

  def project do
    [
      app: :relay,
      version: "0.3.0",
      elixir: "~> 1.14",
      description: "Hands messages on",
      source_url: "https://example.com/relay",
      package: [licenses: ["MIT"]]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
