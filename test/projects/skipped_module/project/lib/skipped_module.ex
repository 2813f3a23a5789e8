defmodule SkippedModule do
  use Rustler, otp_app: :skipped_module, crate: "skipped_module"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
