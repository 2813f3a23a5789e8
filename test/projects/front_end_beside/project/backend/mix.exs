defmodule FrontEnd.MixProject do
  use Mix.Project

  def project do
    [app: :front_end, version: "0.1.0", elixir: "~> 1.14", deps: [{:phoenix, "~> 1.8"}]]
  end
end
