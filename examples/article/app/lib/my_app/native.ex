defmodule MyApp.Native do
  @moduledoc "Arithmetic in Rust: the crate mycrate."

  require MyApp.Nif.Switch
  MyApp.Nif.Switch.nif()

  @doc "The sum of two integers."
  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
