defmodule Published do
  use RustlerPrecompiled,
    otp_app: :precompiled_published,
    crate: "published_nif",
    base_url: {Published.Addresses, :artifact},
    nif_versions: ["2.15", "2.16"],
    targets: ~w(x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu),
    variants: %{"x86_64-unknown-linux-gnu" => [old_cpu: fn -> false end]},
    version: "1.1.0"

  def square(_number), do: :erlang.nif_error(:nif_not_loaded)
end

defmodule Published.Plain do
  use RustlerPrecompiled,
    otp_app: :precompiled_published,
    crate: "plain_nif",
    base_url: "https://example.org/plain/v1.1.0",
    version: "1.1.0"

  def cube(_number), do: :erlang.nif_error(:nif_not_loaded)
end
