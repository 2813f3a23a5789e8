# Reads lines "version TAB version TAB requirement", each base64; prints "parses a, parses b, order, parses requirement, match, match without pre-releases".
read = fn text -> case Version.parse(text) do {:ok, version} -> version; :error -> nil end end

for line <- IO.stream(:stdio, :line) do
  [a, b, r] = line |> String.trim("\n") |> String.split("\t") |> Enum.map(&Base.decode64!/1)
  {va, vb} = {read.(a), read.(b)}
  requirement = case Version.parse_requirement(r) do {:ok, requirement} -> requirement; :error -> nil end
  order = if va && vb, do: Version.compare(va, vb), else: :none
  match = fn options -> if va && requirement, do: Version.match?(va, requirement, options), else: :none end
  parts = if va, do: "#{va.major}/#{va.minor}/#{va.patch}/#{inspect(va.pre, limit: :infinity, charlists: :as_lists)}/#{va.build}", else: "none"
  IO.puts(Enum.join([parts, order, requirement != nil, match.([]), match.(allow_pre: false)], "\t"))
end
