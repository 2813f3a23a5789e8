defmodule ElixirMake.MixProject do
  use Mix.Project

  def project, do: [app: :elixir_make, version: "0.9.0", elixir: "~> 1.9"]

  def application, do: [extra_applications: [:logger, :crypto]]
end
