defmodule Phoenix.HTML do
  @moduledoc "A stand-in for the package's JavaScript; of its Elixir only the name is here."
end
