defmodule Published.Addresses do
  def artifact(file), do: "https://example.org/get?file=#{file}"
end
