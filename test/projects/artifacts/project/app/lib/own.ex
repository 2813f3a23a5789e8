defmodule Own do
  @moduledoc false

  version = Mix.Project.config()[:version]

  use RustlerPrecompiled,
    otp_app: :own,
    crate: "own_nif",
    base_url: "https://example.org/own/releases/download/v#{version}",
    force_build: System.get_env("OWN_BUILD") in ["1", "true"],
    targets: ~w(aarch64-apple-darwin aarch64-unknown-linux-gnu x86_64-unknown-linux-gnu),
    nif_versions: ["2.15", "2.16"],
    variants: %{"x86_64-unknown-linux-gnu" => [legacy_cpus: fn -> System.get_env("OWN_LEGACY") != nil end]},
    version: version

  def answers, do: {cube(3), Side.negate(7)}

  def cube(_number), do: :erlang.nif_error(:nif_not_loaded)
end
