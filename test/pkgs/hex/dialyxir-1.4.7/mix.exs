defmodule Dialyxir.MixProject do
  use Mix.Project

  def project do
    [app: :dialyxir, version: "1.4.7", elixir: "~> 1.12", deps: []]
  end

  def application do
    [extra_applications: [:dialyzer, :crypto, :mix]]
  end
end
