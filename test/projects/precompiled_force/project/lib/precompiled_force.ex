defmodule PrecompiledForce do
  def nine, do: FastNif.Native.square(3)
end
