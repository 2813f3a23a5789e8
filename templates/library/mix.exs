defmodule MyNif.MixProject do
  use Mix.Project

  def project do
    [
      app: :my_nif,
      version: "0.1.0",
      elixir: "~> 1.14",
      description: "Counts words, in Rust",
      package: package(),
      deps: deps()
    ]
  end

  def application do
    [extra_applications: [:logger]]
  end

  # The crate is a part of what `mix hex.publish` sends: whoever depends on this library compiles it.
  defp package do
    [
      files: ["lib", "native/my_nif/src", "native/my_nif/Cargo.*", "mix.exs"],
      licenses: ["MIT"],
      links: %{}
    ]
  end

  defp deps do
    [{:rustler, "~> 0.36.2", runtime: false}]
  end
end
