defmodule PrecompiledOld do
  use RustlerPrecompiled,
    otp_app: :precompiled_old,
    crate: "own_nif",
    base_url: "https://example.org/own",
    version: "0.1.0"

  def square(_number), do: :erlang.nif_error(:nif_not_loaded)
end
