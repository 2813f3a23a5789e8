defmodule ElixirMakeSource do
end
