defmodule Makes do
  @on_load :load

  def load, do: :erlang.load_nif(:filename.join(:code.priv_dir(:makes), ~c"makes"), 0)
end
