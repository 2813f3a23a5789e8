import fc from "fast-check";

/** Elixir expressions by the type of their value; every one of them may also raise. */
const letters = "abcXYZ019 _-.,/é\n".split("");
const text = fc.array(fc.constantFrom(...letters), { maxLength: 6 }).map((characters) => characters.join(""));
const quoted = (value: string): string => JSON.stringify(value);
const smallInt = fc.integer({ min: -6, max: 12 }).map(String);
const atomName = fc.constantFrom("a", "b", "c", "d");

type Arb = fc.Arbitrary<string>;

const call = (name: string, ...args: Arb[]): Arb => fc.tuple(...args).map((parts) => `${name}(${parts.join(", ")})`);
const infix = (operator: string, left: Arb, right: Arb): Arb =>
  fc.tuple(left, right).map(([a, b]) => `(${a} ${operator} ${b})`);
const any = (name: readonly string[], ...args: Arb[]): Arb => fc.oneof(...name.map((one) => call(one, ...args)));

export const expressions = fc.letrec<
  Record<"int" | "float" | "string" | "bool" | "ints" | "keyword" | "map" | "path" | "term" | "fn", string>
>((tie) => {
  const { int, float, string, bool, ints, keyword, map, path, term, fn } = Object.fromEntries(
    ["int", "float", "string", "bool", "ints", "keyword", "map", "path", "term", "fn"].map((name) => [
      name,
      tie(name as "int"),
    ]),
  ) as Record<"int" | "float" | "string" | "bool" | "ints" | "keyword" | "map" | "path" | "term" | "fn", Arb>;
  const key = atomName.map((name) => `:${name}`);
  const deep = { maxDepth: 4, depthIdentifier: "expression" };
  return {
    int: fc.oneof(
      deep,
      smallInt,
      ...["+", "-", "*"].map((operator) => infix(operator, int, int)),
      any(["div", "rem", "min", "max", "Integer.mod", "Integer.floor_div"], int, int),
      any(["abs", "-"], int),
      any(["length", "Enum.sum", "Enum.count", "Enum.max", "hd", "List.last"], ints),
      any(["String.length", "byte_size", "String.to_integer"], string),
      call("Enum.at", ints, int),
      call("Enum.reduce", ints, int, fc.constantFrom("&+/2", "&-/2", "&max/2")),
      fc.tuple(bool, int, int).map(([c, a, b]) => `if(${c}, do: ${a}, else: ${b})`),
      fc.tuple(int, int).map(([a, b]) => `case (0 + ${a}) do x when x > 2 -> x; ${"0"} -> 0; x -> x + ${b} end`),
      any(["round", "trunc", "floor", "ceil"], float),
      fc.tuple(keyword, key).map(([k, name]) => `(${k}[${name}] || 0)`),
    ),
    float: fc.oneof(
      deep,
      fc
        .double({ min: -1e6, max: 1e6, noNaN: true })
        .map((n) =>
          Number.isInteger(n)
            ? n.toFixed(1)
            : String(n).includes("e")
              ? `(1.0 * ${BigInt(Math.round(n * 1000))} / 1000)`
              : String(n),
        ),
      infix("/", int, int),
      infix("*", float, int),
    ),
    string: fc.oneof(
      deep,
      text.map(quoted),
      infix("<>", string, string),
      any(
        [
          "String.upcase",
          "String.downcase",
          "String.capitalize",
          "String.reverse",
          "String.trim",
          "String.trim_leading",
          "String.trim_trailing",
          "Macro.underscore",
        ],
        string,
      ),
      any(["to_string", "inspect", "Integer.to_string"], int),
      any(["to_string", "inspect"], float),
      call("inspect", term),
      call("Enum.join", ints, string),
      call("String.slice", string, int, int),
      fc.tuple(string, smallInt, smallInt).map(([s, a, b]) => `String.slice(${s}, ${a}..${b}//1)`),
      call("String.duplicate", string, fc.constantFrom("0", "1", "2")),
      call("String.replace", string, text.filter((t) => t !== "").map(quoted), string),
      any(["String.pad_leading", "String.pad_trailing"], string, int, text.filter((t) => t !== "").map(quoted)),
      any(
        ["String.trim", "String.trim_leading", "String.replace_prefix"].slice(0, 2),
        string,
        text.filter((t) => t !== "").map(quoted),
      ),
      call("String.replace_prefix", string, text.map(quoted), string),
      call("String.replace_suffix", string, text.map(quoted), string),
      fc.tuple(string, int).map(([a, b]) => `"<#{${a}}|#{${b}}>"`),
      call("Enum.map_join", ints, text.map(quoted), fn),
      path,
    ),
    path: fc.oneof(
      deep,
      fc
        .array(fc.constantFrom("a", "b.ex", "..", ".", "", "c.tar.gz", ".h", "lib"), { maxLength: 4 })
        .map((parts) => quoted(parts.join("/"))),
      fc.array(fc.constantFrom("a", "b", "..", "lib"), { maxLength: 3 }).map((parts) => quoted(`/${parts.join("/")}`)),
      call("Path.join", path, path),
      any(["Path.basename", "Path.dirname", "Path.extname", "Path.rootname", "Path.relative"], path),
      call("Path.expand", path, fc.constantFrom('"/x"', '"/x/y/"')),
      call("Path.absname", path, fc.constantFrom('"/x"')),
      call("Path.basename", path, fc.constantFrom('".ex"', '".gz"')),
      path.map((p) => `Enum.join(Path.split(${p}), "|")`),
    ),
    bool: fc.oneof(
      deep,
      fc.constantFrom("true", "false"),
      ...["<", ">", "<=", ">=", "==", "!=", "===", "!=="].map((operator) => infix(operator, term, term)),
      infix("and", bool, bool),
      infix("or", bool, bool),
      call("not", bool),
      infix("in", int, ints),
      any(["String.contains?", "String.starts_with?", "String.ends_with?"], string, text.map(quoted)),
      any(["Enum.any?", "Enum.all?"], ints, fc.constantFrom("& &1 > 2", "fn x -> rem(x, 2) == 0 end")),
      call("Keyword.has_key?", keyword, key),
      any(["is_nil", "is_binary", "is_list", "is_integer", "is_map"], term),
    ),
    ints: fc.oneof(
      deep,
      fc.array(smallInt, { maxLength: 5 }).map((items) => `[${items.join(", ")}]`),
      fc.tuple(smallInt, smallInt).map(([a, b]) => `Enum.to_list(${a}..${b}//1)`),
      infix("++", ints, ints),
      infix("--", ints, ints),
      any(["Enum.sort", "Enum.reverse", "Enum.uniq", "tl", "Enum.dedup"], ints),
      call("Enum.sort", ints, fc.constantFrom(":desc", "&>=/2")),
      any(["Enum.take", "Enum.drop", "Enum.take_every", "List.delete", "List.delete_at"], ints, smallInt),
      call("Enum.slice", ints, smallInt, smallInt),
      fc.tuple(ints, smallInt, smallInt).map(([l, a, b]) => `Enum.slice(${l}, ${a}..${b}//1)`),
      call("Enum.map", ints, fn),
      any(
        ["Enum.filter", "Enum.reject", "Enum.take_while", "Enum.drop_while"],
        ints,
        fc.constantFrom("& &1 > 2", "fn x -> rem(x, 2) == 0 end"),
      ),
      fc.tuple(ints, int).map(([l, a]) => `for(x <- ${l}, x > 1, do: x + ${a})`),
      fc.tuple(int, ints).map(([a, l]) => `[${a} | ${l}]`),
      call("Enum.scan", ints, fc.constantFrom("&+/2")),
      call("List.insert_at", ints, smallInt, int),
      call("Keyword.values", keyword),
    ),
    fn: fc.constantFrom("& &1 + 1", "fn x -> x * 2 end", "& -&1", "&abs/1"),
    keyword: fc.oneof(
      deep,
      fc
        .array(fc.tuple(atomName, smallInt), { maxLength: 4 })
        .map((items) => `[${items.map(([k, v]) => `${k}: ${v}`).join(", ")}]`),
      call("Keyword.put", keyword, key, int),
      call("Keyword.put_new", keyword, key, int),
      call("Keyword.delete", keyword, key),
      call("Keyword.merge", keyword, keyword),
      call("Keyword.merge", keyword, keyword, fc.constantFrom("fn _, a, b -> a + b end")),
      fc.tuple(keyword, key, key).map(([k, a, b]) => `Keyword.take(${k}, [${a}, ${b}])`),
      fc.tuple(keyword, key).map(([k, a]) => `Keyword.drop(${k}, [${a}])`),
      call("Keyword.update", keyword, key, int, fn),
      call("Keyword.replace", keyword, key, int),
      call("Keyword.new", map).map((k) => `Enum.sort(${k})`),
      infix("++", keyword, keyword),
      call("Enum.sort", keyword),
      fc.tuple(keyword, int).map(([k, n]) => `Enum.filter(${k}, fn {_, v} -> v > ${n} end)`),
      fc.tuple(keyword, keyword).map(([k, d]) => `Keyword.validate!(${k}, ${d})`),
    ),
    map: fc.oneof(
      deep,
      keyword.map((k) => `Map.new(${k})`),
      call("Map.put", map, fc.oneof(key, smallInt, text.map(quoted)), int),
      call("Map.merge", map, map),
      call("Map.delete", map, key),
      fc.tuple(map, key, key).map(([m, a, b]) => `Map.take(${m}, [${a}, ${b}])`),
      fc.tuple(keyword, int).map(([k, n]) => `for({k, v} <- ${k}, into: %{}, do: {k, v + ${n}})`),
      call("Enum.frequencies", ints),
      fc.tuple(ints).map(([l]) => `Enum.group_by(${l}, &rem(&1, 2))`),
      call("Map.update", map, key, int, fc.constantFrom("fn _ -> 0 end")),
    ),
    term: fc.oneof(
      deep,
      int,
      float,
      string,
      bool,
      ints,
      keyword,
      map,
      key,
      fc.tuple(term, term).map(([a, b]) => `{${a}, ${b}}`),
      fc.array(term, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc.tuple(map, key).map(([m, k]) => `Map.get(${m}, ${k})`),
      fc.tuple(map).map(([m]) => `Enum.sort(Map.to_list(${m}))`),
      call("String.split", string, text.filter((t) => t !== "").map(quoted)),
      call("String.split", string),
      call("Macro.camelize", string),
      fc
        .tuple(string, text.filter((t) => t !== "").map(quoted))
        .map(([s, p]) => `String.split(${s}, ${p}, trim: true, parts: 2)`),
      call("Enum.chunk_every", ints, fc.constantFrom("1", "2", "3")),
      call("Enum.split", ints, smallInt),
      call("Enum.zip", ints, keyword),
      call("Enum.with_index", ints),
      call("Keyword.pop", keyword, key),
      fc.tuple(keyword, keyword).map(([k, d]) => `Keyword.validate(${k}, ${d})`),
      call("Integer.parse", string),
      call("Float.parse", string),
      call("String.at", string, smallInt),
      call("String.graphemes", string),
      call("String.split_at", string, smallInt),
      fc
        .tuple(term, term)
        .map(
          ([a, b]) =>
            `case {${a}, ${b}} do {x, x} -> :same; {[h | _], _} -> h; {%{a: v}, _} -> v; {"a" <> r, _} -> r; {x, _} when is_integer(x) -> :int; _ -> :other end`,
        ),
      fc.tuple(keyword, key).map(([k, name]) => `with({:ok, v} <- Keyword.fetch(${k}, ${name}), true <- v > 1, do: v)`),
    ),
  };
}).term;
