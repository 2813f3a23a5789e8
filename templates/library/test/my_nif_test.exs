defmodule MyNifTest do
  use ExUnit.Case, async: true

  test "words are counted" do
    assert MyNif.count("") == 0
    assert MyNif.count("one two  three") == 3
  end
end
