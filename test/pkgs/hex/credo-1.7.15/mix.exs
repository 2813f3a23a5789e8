defmodule Credo.MixProject do
  use Mix.Project

  def project do
    [app: :credo, version: "1.7.15", elixir: "~> 1.13", deps: [{:jason, "~> 1.0"}]]
  end

  def application do
    [extra_applications: [:logger]]
  end
end
