defmodule MisspeltSettings.Native do
  use Rustler, otp_app: :misspelt_settings, crate: "m"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
