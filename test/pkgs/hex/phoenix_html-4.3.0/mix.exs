defmodule PhoenixHtml.MixProject do
  use Mix.Project

  def project do
    [app: :phoenix_html, version: "4.3.0", elixir: "~> 1.7", deps: []]
  end

  def application do
    [extra_applications: []]
  end
end
