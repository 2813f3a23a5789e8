defmodule MyApp.Text do
  @moduledoc "Strings in Rust: the crate textcrate."

  require MyApp.Nif.Switch
  MyApp.Nif.Switch.text_nif()

  @doc "The string with its characters in reverse order."
  def reverse(_text), do: :erlang.nif_error(:nif_not_loaded)
end
