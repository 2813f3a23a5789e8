defmodule SecretSauce.MixProject do
  use Mix.Project

  def project do
    [
      app: :secret_sauce,
      version: "2.0.1",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [

    ]
  end
end
