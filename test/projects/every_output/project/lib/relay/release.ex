defmodule Relay.Release do
  def migrate do
    IO.puts("migrated")
  end
end
