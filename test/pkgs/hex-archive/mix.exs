defmodule Hex.MixProject do
  use Mix.Project

  def project do
    [app: :hex, version: "2.1.1", elixir: "~> 1.14", deps: []]
  end

  def application do
    [mod: {Hex.Application, []}]
  end
end
