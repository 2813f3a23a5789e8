defmodule PrivateHex.MixProject do
  use Mix.Project

  def project do
    [
      app: :private_hex,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:secret_sauce, "~> 2.0", repo: "my_server"},
      {:house_style, "~> 1.0", organization: "acme"},
      {:jason, "~> 1.4"}
    ]
  end
end
