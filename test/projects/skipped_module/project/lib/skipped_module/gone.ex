defmodule SkippedModule.Gone do
  use Rustler, otp_app: :skipped_module, crate: "not_there_yet"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
