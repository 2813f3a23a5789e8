# Reads base64 of one Erlang term as text per line; prints what Erlang reads, as JSON, and the term as external binaries.
defmodule Oracle do
  def run do
    for line <- IO.stream(:stdio, :line) do
      source = line |> String.trim() |> Base.decode64!()
      case parse(source) do
        {:ok, term} ->
          binary = Base.encode64(:erlang.term_to_binary(term, minor_version: 2))
          packed = Base.encode64(:erlang.term_to_binary(term, [:compressed, minor_version: 1]))
          IO.puts(~s({"ok":#{json(term)},"binaries":["#{binary}","#{packed}"]}))
        :error -> IO.puts(~s({"ok":null}))
      end
    end
  end

  defp parse(source) do
    with {:ok, tokens, _} <- :erl_scan.string(String.to_charlist(source)),
         {:ok, term} <- :erl_parse.parse_term(tokens) do
      {:ok, term}
    else
      _ -> :error
    end
  end

  defp json(atom) when is_atom(atom), do: ~s({"a":#{bytes(Atom.to_string(atom))}})
  defp json(integer) when is_integer(integer), do: ~s({"i":"#{integer}"})
  defp json(float) when is_float(float), do: ~s({"f":"#{Base.encode16(<<float::float>>)}"})
  defp json(binary) when is_binary(binary), do: ~s({"b":#{bytes(binary)}})
  defp json(list) when is_list(list), do: "[#{Enum.map_join(list, ",", &json/1)}]"
  defp json(tuple) when is_tuple(tuple), do: ~s({"t":#{json(Tuple.to_list(tuple))}})
  defp json(map) when is_map(map), do: ~s({"m":[#{map |> Enum.map(fn {k, v} -> "[#{json(k)},#{json(v)}]" end) |> Enum.sort() |> Enum.join(",")}]})

  defp bytes(binary), do: ~s("#{Base.encode64(binary)}")
end

Oracle.run()
