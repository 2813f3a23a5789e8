defmodule App do
  def words, do: Words.all()
end
