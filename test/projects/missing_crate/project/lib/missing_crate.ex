defmodule MissingCrate do
  use Rustler, otp_app: :missing_crate, crate: "not_here"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
