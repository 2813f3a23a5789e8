defmodule HelloNif do
  @moduledoc "Loads its library itself."

  @on_load :load

  def load do
    :code.priv_dir(:hello_nif)
    |> :filename.join(~c"lib/hello")
    |> :erlang.load_nif(0)
  end

  def add(_left, _right), do: :erlang.nif_error(:nif_not_loaded)
end
