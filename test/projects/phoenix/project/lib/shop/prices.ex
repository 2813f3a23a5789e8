defmodule Shop.Prices do
  use Rustler, otp_app: :shop, crate: "prices"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
