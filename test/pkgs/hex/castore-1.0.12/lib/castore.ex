defmodule CAStore do
  @moduledoc "A stand-in: nothing that is built here speaks to a server."

  def file_path, do: raise("the stand-in for castore has no certificates")
end
