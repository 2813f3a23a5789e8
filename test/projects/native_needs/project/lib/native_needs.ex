defmodule NativeNeeds do
  use Rustler, otp_app: :native_needs, crate: "native_needs"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
