# Parses sources with Elixir itself and prints its quoted form as JSON.
#
#   elixir quote.exs SOURCES RESULTS
#
# SOURCES has one source a line in base64, RESULTS then one line of JSON for each: a form as ./quoted.ts
# describes it, or {"error": message}.
defmodule Quote do
  @identifier ~r/^[a-z_][A-Za-z0-9_]*[?!]?$/u
  @words [:binary, :and, :or, :not, :in, :when, :fn, :__block__, :__aliases__]

  def line(source) do
    case Code.string_to_quoted(source, columns: true, file: "source.exs") do
      {:ok, form} -> form(form)
      {:error, {meta, message, token}} -> ["{\"error\":", string(inspect({meta, message, token})), "}"]
    end
  catch
    kind, reason -> ["{\"error\":", string(inspect({kind, reason})), "}"]
  end

  # What is empty is nil or an empty block, by the version and the place: taken for the same.
  defp form({:__block__, _, []}), do: form(nil)

  # Versions before 1.18 have a block around `not` and `!` where such a call stands alone: the same code.
  defp form({:__block__, _, [{name, _, [_]} = only]}) when name in [:!, :not], do: form(only)

  # An empty piece between interpolations says nothing.
  defp form({{:., _, [List, :to_charlist]} = dot, _, [parts]}) when is_list(parts) do
    ["{\"call\":", form(dot), ",\"args\":[", form(Enum.reject(parts, &(&1 == ""))), "]}"]
  end

  defp form({{:., _, _} = dot, meta, args}) do
    mark = if meta[:no_parens], do: ",\"bare\":true", else: ""
    ["{\"call\":", form(dot), ",\"args\":", form(args), mark, "}"]
  end

  defp form({name, meta, args}), do: ["{\"call\":", form(name), ",\"args\":", args(name, args), place(name, meta), "}"]
  defp form({left, right}), do: ["{\"pair\":[", form(left), ",", form(right), "]}"]
  defp form(list) when is_list(list), do: ["[", Enum.intersperse(Enum.map(list, &form/1), ","), "]"]
  defp form(atom) when is_atom(atom), do: ["{\"atom\":", string(Atom.to_string(atom)), "}"]
  defp form(integer) when is_integer(integer), do: ["{\"integer\":\"", Integer.to_string(integer), "\"}"]
  defp form(float) when is_float(float), do: ["{\"float\":", Float.to_string(float), "}"]
  defp form(binary) when is_binary(binary), do: string(binary)

  defp args(_, atom) when is_atom(atom), do: "null"

  defp args(:<<>>, args), do: form(Enum.reject(args, &(&1 == "")))

  # A call without arguments in later versions, a variable before.
  defp args(:..., []), do: "null"

  # Calls among the entries of a map come last.
  defp args(:%{}, args) do
    {pairs, calls} = Enum.split_with(args, &match?({_, _}, &1))
    form(pairs ++ calls)
  end

  defp args(_, args), do: form(args)

  # Where the form starts, for those whose metadata says just that. (`binary` is also what interpolation makes.)
  defp place(name, meta) when is_atom(name) and name not in @words do
    if Atom.to_string(name) =~ @identifier and meta[:line] do
      [",\"at\":[", Integer.to_string(meta[:line]), ",", Integer.to_string(meta[:column]), "]"]
    else
      ""
    end
  end

  defp place(_, _), do: ""

  defp string(binary), do: ["\"", escape(binary), "\""]

  defp escape(<<c, rest::binary>>) when c < 0x20 or c in [?", ?\\, 0x7F], do: [unicode(c) | escape(rest)]
  defp escape(<<c::utf8, rest::binary>>), do: [<<c::utf8>> | escape(rest)]
  # A byte that is no UTF-8.
  defp escape(<<c, rest::binary>>), do: [unicode(0xDC00 + c) | escape(rest)]
  defp escape(<<>>), do: []

  defp unicode(c), do: ["\\u", c |> Integer.to_string(16) |> String.pad_leading(4, "0")]
end

[sources, results] = System.argv()

sources
|> File.stream!()
|> Enum.map(fn line -> [line |> String.trim() |> Base.decode64!() |> Quote.line(), "\n"] end)
|> then(&File.write!(results, &1))
