defmodule ReadBeside do
  def found, do: {Pictures.names(), Emblems.letters()}
end
