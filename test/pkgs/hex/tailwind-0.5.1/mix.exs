defmodule Tailwind.MixProject do
  use Mix.Project

  def project do
    [app: :tailwind, version: "0.5.1", elixir: "~> 1.14", deps: []]
  end

  def application do
    [extra_applications: [:logger]]
  end
end
