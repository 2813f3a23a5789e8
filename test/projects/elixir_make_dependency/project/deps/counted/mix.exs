defmodule Counted.MixProject do
  use Mix.Project

  @version "1.4.0"

  def project do
    [
      app: :counted,
      version: @version,
      elixir: "~> 1.13",
      compilers: [:elixir_make] ++ Mix.compilers(),
      make_targets: ["all"],
      make_precompiler: {:nif, CCPrecompiler},
      make_precompiler_url: "https://example.org/counted/v#{@version}/@{artefact_filename}",
      make_precompiler_nif_versions: [versions: ["2.15", "2.16"]],
      deps: [
        {:elixir_make, "~> 0.8", runtime: false},
        {:cc_precompiler, "~> 0.1", runtime: false}
      ]
    ]
  end

  def application, do: [extra_applications: []]
end
