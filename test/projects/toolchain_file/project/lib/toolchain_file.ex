defmodule ToolchainFile do
  use Rustler, otp_app: :toolchain_file, crate: "toolchain_file"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
