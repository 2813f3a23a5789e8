defmodule OwnFlake do
  use Rustler, otp_app: :own_flake, crate: "own_flake"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
