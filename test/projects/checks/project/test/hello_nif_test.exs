defmodule HelloNifTest do
  use ExUnit.Case, async: true

  test "the crate adds" do
    {left, right} = HelloNif.Numbers.some()
    assert HelloNif.add(left, right) == 42
  end

  test "a NIF of the tests is there" do
    assert Doubled.doubled(21) == 42
  end

  test "dependencies of the environment are there" do
    assert Application.get_env(:jason, :decode) == :slow
    assert Code.ensure_loaded?(CAStore)
  end
end
