defmodule Phoenix.LiveView.MixProject do
  use Mix.Project

  def project do
    [app: :phoenix_live_view, version: "1.2.10", elixir: "~> 1.14", deps: [{:phoenix, "~> 1.8"}, {:phoenix_html, "~> 4.1"}]]
  end

  def application do
    [extra_applications: [:logger]]
  end
end
