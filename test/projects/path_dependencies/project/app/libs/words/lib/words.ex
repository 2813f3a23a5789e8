defmodule Words do
  def all, do: ["a", "word"]
end
