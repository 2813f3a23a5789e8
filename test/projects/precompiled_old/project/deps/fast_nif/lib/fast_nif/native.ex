defmodule FastNif.Native do
  version = Mix.Project.config()[:version]

  use RustlerPrecompiled,
    otp_app: :fast_nif,
    crate: "fast_nif",
    base_url: "https://example.org/fast_nif/releases/download/v#{version}",
    force_build: System.get_env("FAST_NIF_BUILD") in ["1", "true"],
    targets: ~w(aarch64-apple-darwin aarch64-unknown-linux-gnu x86_64-unknown-linux-gnu),
    version: version

  def square(_number), do: :erlang.nif_error(:nif_not_loaded)
end
