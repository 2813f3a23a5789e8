defmodule Jason.MixProject do
  use Mix.Project

  def project do
    [
      app: :jason,
      version: "1.4.5",
      elixir: "~> 1.4",
      deps: [{:decimal, "~> 1.0 or ~> 2.0 or ~> 3.0", optional: true}]
    ]
  end

  def application do
    [extra_applications: []]
  end
end
