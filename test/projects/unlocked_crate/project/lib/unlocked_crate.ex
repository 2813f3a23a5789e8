defmodule UnlockedCrate do
  use Rustler, otp_app: :unlocked_crate, crate: "unlocked_crate"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
