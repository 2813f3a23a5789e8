defmodule HelloNif.Numbers do
  def some, do: {40, 2}
end
