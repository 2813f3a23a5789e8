defmodule MyNif do
  @moduledoc "Counts words, in Rust."

  use Rustler, otp_app: :my_nif, crate: "my_nif"

  @doc "How many words a text has, in the crate of native/my_nif."
  def count(_text), do: :erlang.nif_error(:nif_not_loaded)
end
