defmodule Hostile do
  use Rustler,
    otp_app: :hostile,
    crate: "hostile",
    path: "native/a ${b} ''c''"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
