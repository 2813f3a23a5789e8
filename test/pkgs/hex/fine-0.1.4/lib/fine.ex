defmodule Fine do
  @moduledoc "Where the headers lie, as seen when this was compiled."

  @include_dir Path.expand("c_include")

  def include_dir, do: @include_dir
end
