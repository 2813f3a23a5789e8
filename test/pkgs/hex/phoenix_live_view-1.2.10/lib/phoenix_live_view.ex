defmodule Phoenix.LiveView do
  @moduledoc "Stands in for the Hex package phoenix_live_view, of which builds use the compiler and the JavaScript."

  @root_tag_attribute Application.compile_env(:phoenix_live_view, :root_tag_attribute)
  def root_tag_attribute, do: @root_tag_attribute
end
