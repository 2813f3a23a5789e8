defmodule Doubled do
  use Rustler, otp_app: :hello_nif, crate: "doubled", path: "test/support/doubled"

  def doubled(_number), do: :erlang.nif_error(:nif_not_loaded)
end
