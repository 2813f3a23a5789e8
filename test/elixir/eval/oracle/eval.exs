# Evaluates each line of the first file (Base64 of an expression) and writes its value as a line of JSON to the second.
defmodule Dump do
  def value(v) when is_boolean(v) or is_nil(v), do: "{\"atom\":#{string(Atom.to_string(v))}}"
  def value(v) when is_atom(v), do: "{\"atom\":#{string(Atom.to_string(v))}}"
  def value(v) when is_integer(v), do: "{\"int\":\"#{v}\"}"
  def value(v) when is_float(v), do: "{\"float\":\"#{Base.encode16(<<v::float>>)}\"}"
  def value(v) when is_binary(v), do: if(String.valid?(v), do: string(v), else: "{\"opaque\":\"binary\"}")
  def value(v) when is_list(v), do: if(List.improper?(v), do: "{\"opaque\":\"improper\"}", else: "[" <> all(v) <> "]")
  def value(v) when is_tuple(v), do: "{\"tuple\":[" <> all(Tuple.to_list(v)) <> "]}"
  def value(%Regex{source: source, opts: opts}), do: "{\"regex\":[#{string(source)},#{string(letters(opts))}]}"
  def value(%MapSet{} = v), do: "{\"set\":[" <> Enum.join(Enum.sort(Enum.map(v, &value/1)), ",") <> "]}"

  def value(v) when is_map(v) do
    pairs = for {k, x} <- :maps.to_list(v), do: "[" <> value(k) <> "," <> value(x) <> "]"
    "{\"map\":[" <> Enum.join(Enum.sort(pairs), ",") <> "]}"
  end

  def value(v) when is_function(v), do: "{\"opaque\":\"fn\"}"
  def value(_), do: "{\"opaque\":\"other\"}"

  # Letters until 1.17, options of Erlang's `re` since.
  defp letters(opts) when is_binary(opts), do: opts

  defp letters(opts) do
    names = [caseless: "i", dotall: "s", multiline: "m", extended: "x", ungreedy: "U", firstline: "f", unicode: "u"]
    for {name, letter} <- names, name in opts, into: "", do: letter
  end

  defp all(items), do: Enum.map_join(items, ",", &value/1)

  defp string(s) do
    escaped =
      for <<c::utf8 <- s>>, into: "" do
        cond do
          c in [?", ?\\] -> <<?\\, c>>
          c < 32 or (c > 126 and c < 0x10000) -> "\\u" <> String.pad_leading(Integer.to_string(c, 16), 4, "0")
          true -> <<c::utf8>>
        end
      end

    "\"" <> escaped <> "\""
  end

  def run(source, folder) do
    {value, _} = Code.eval_string(source, [], file: Path.join(folder, "script.exs"))
    value(value)
  rescue
    error -> "{\"raised\":#{string(inspect(error.__struct__))}}"
  catch
    kind, _ -> "{\"raised\":#{string(inspect(kind))}}"
  end
end

[input, output, folder] = System.argv()
Code.put_compiler_option(:ignore_module_conflict, true)
{:ok, _} = Application.ensure_all_started(:mix)
Mix.start()
Mix.env(:prod)
File.cd!(folder)

lines =
  input
  |> File.read!()
  |> String.split("\n", trim: true)
  |> Enum.map(fn line -> Dump.run(Base.decode64!(line), folder) end)

File.write!(output, Enum.map(lines, &[&1, "\n"]))
