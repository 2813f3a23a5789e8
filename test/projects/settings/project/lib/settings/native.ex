defmodule Settings.Native do
  use Rustler, otp_app: :settings, crate: "settings_nif"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
