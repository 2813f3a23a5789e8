defmodule Versions.MixProject do
  use Mix.Project

  def project do
    [
      app: :versions,
      elixir: "~> 1.14",
      # Read with the Elixir that builds it.
      version: if(Version.match?(System.version(), "~> 1.17"), do: "1.17.0", else: "0.0.0")
    ]
  end
end
