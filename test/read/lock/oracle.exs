# Reads base64 of one source per line, prints what Elixir makes of it, one JSON value per line:
# {"ok": term} for a literal, {"code": true} for what parses but is no literal, {"err": [line, column]}.
defmodule Oracle do
  def run do
    for line <- IO.stream(:stdio, :line), do: line |> String.trim() |> Base.decode64!() |> read() |> IO.puts()
  end

  defp read(source) do
    case Code.string_to_quoted(source, emit_warnings: false, warn_on_unnecessary_quotes: false) do
      {:ok, {:__block__, _, []}} -> ~s({"ok":{"a":"nil"}})
      {:ok, quoted} -> if(whole?(quoted), do: ~s({"ok":#{term(quoted)}}), else: ~s({"err":[1,1]}))
      {:error, {meta, _, _}} -> ~s({"err":[#{meta[:line]},#{meta[:column] || 1}]})
    end
  rescue
    # Names and charlists that are no UTF-8 raise in some releases of Elixir.
    _ -> ~s({"err":[1,1]})
  catch
    :code -> ~s({"code":true})
  end

  # What is in a map without being a pair is a fault for the parser of some versions, and for the compiler of the others.
  defp whole?(quoted) do
    {_, faults} =
      Macro.prewalk(quoted, false, fn
        {:%{}, _, items} = map, faults -> {map, faults or (is_list(items) and Enum.any?(items, &(not pair?(&1))))}
        other, faults -> {other, faults}
      end)

    not faults
  end

  defp pair?({_, _}), do: true
  defp pair?({_, _, _}), do: true
  defp pair?(_), do: false

  defp term(atom) when is_atom(atom), do: ~s({"a":#{string(Atom.to_string(atom))}})
  defp term(integer) when is_integer(integer), do: ~s({"i":"#{integer}"})
  defp term(float) when is_float(float), do: ~s({"f":"#{Base.encode16(<<float::float>>)}"})
  defp term(text) when is_binary(text), do: if(String.valid?(text), do: string(text), else: throw(:code))
  defp term(list) when is_list(list), do: "[#{Enum.map_join(list, ",", &term/1)}]"
  defp term({a, b}), do: ~s({"t":[#{term(a)},#{term(b)}]})
  defp term({:{}, _, items}), do: ~s({"t":#{term(items)}})
  defp term({:%{}, _, pairs}) when is_list(pairs), do: ~s({"m":#{term(pairs)}})
  defp term({:-, _, [number]}) when is_number(number), do: term(-number)
  defp term({:+, _, [number]}) when is_number(number), do: term(number)
  defp term(_), do: throw(:code)

  defp string(text) do
    escaped = for <<c::utf8 <- text>>, into: "", do: if(c < 0x20 or c in [?", ?\\], do: unicode(c), else: <<c::utf8>>)
    ~s("#{escaped}")
  end

  defp unicode(c), do: "\\u" <> String.pad_leading(Integer.to_string(c, 16), 4, "0")
end

Oracle.run()
