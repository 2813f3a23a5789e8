defmodule Jason do
  @moduledoc "A stand-in that writes JSON for numbers, strings, booleans, nil, lists and maps."

  def encode!(value), do: value |> encode() |> IO.iodata_to_binary()

  defp encode(nil), do: "null"
  defp encode(value) when is_boolean(value), do: Atom.to_string(value)
  defp encode(value) when is_atom(value), do: value |> Atom.to_string() |> encode()
  defp encode(value) when is_integer(value), do: Integer.to_string(value)
  defp encode(value) when is_float(value), do: Float.to_string(value)

  defp encode(value) when is_list(value),
    do: [?[, value |> Enum.map(&encode/1) |> Enum.intersperse(?,), ?]]

  defp encode(value) when is_binary(value) do
    [?", for(<<character::utf8 <- value>>, do: escape(character)), ?"]
  end

  defp encode(%{} = value) do
    members = for {key, member} <- value, do: [encode(to_string(key)), ?:, encode(member)]
    [?{, Enum.intersperse(members, ?,), ?}]
  end

  defp escape(?"), do: ~S(\")
  defp escape(?\\), do: ~S(\\)
  defp escape(control) when control < 0x20, do: :io_lib.format("\\u~4.16.0b", [control])
  defp escape(character), do: <<character::utf8>>
end
