defmodule Targets.MixProject do
  use Mix.Project

  def project do
    [app: :targets, version: "0.1.0", elixir: "~> 1.14", deps: [{:rustler, "~> 0.36.2", runtime: false}]]
  end
end
