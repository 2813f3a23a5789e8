defmodule Plain do
  def hello, do: Jason.encode!(%{hello: "world"})
end
