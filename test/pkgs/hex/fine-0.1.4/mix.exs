defmodule Fine.MixProject do
  use Mix.Project

  def project, do: [app: :fine, version: "0.1.4", elixir: "~> 1.13"]

  def application, do: [extra_applications: []]
end
