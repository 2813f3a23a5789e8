defmodule Makes.MixProject do
  use Mix.Project

  def project do
    [
      app: :makes,
      version: "0.1.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      compilers: [:elixir_make] ++ Mix.compilers(),
      make_clean: ["clean"],
      deps: deps()
    ]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:elixir_make, "~> 0.9", runtime: false},
      # Erlang: rebar3 compiles its port by the plugin pc.
      {:ports, path: "vendor/ports"}
    ]
  end
end
