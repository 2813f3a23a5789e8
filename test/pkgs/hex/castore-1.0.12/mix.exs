defmodule CAStore.MixProject do
  use Mix.Project

  def project, do: [app: :castore, version: "1.0.12", elixir: "~> 1.0", deps: []]

  def application, do: [extra_applications: [:logger]]
end
