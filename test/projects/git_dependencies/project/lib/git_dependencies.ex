defmodule GitDependencies do
  @external_resource "deps/icons/optimized/dot.svg"
  @dot File.read!("deps/icons/optimized/dot.svg")

  def hello, do: Greeter.greet(@dot)
end
