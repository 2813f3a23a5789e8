defmodule Pictures do
  # A folder of what the project places in deps/, and in it what is there.
  @folder Path.expand("../../icons/optimized", __DIR__)
  @names @folder |> File.ls!() |> Enum.sort()

  def names, do: @names
end
