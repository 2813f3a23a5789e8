defmodule Versions do
  def elixir, do: System.version()
end
