import { expect, test } from "vitest";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { evaluate } from "./evaluating.ts";

/** A value in a short form: `?` for what is not known, `...` for further items, `~x` for one that may be there. */
function shown(value: Value): string {
  switch (value.t) {
    case "atom":
      return value.v.startsWith("Elixir.") ? value.v.slice(7) : `:${value.v}`;
    case "int":
    case "float":
      return String(value.v);
    case "str":
      return JSON.stringify(value.v);
    case "list": {
      const items = value.items.map(shown);
      if (value.open !== undefined)
        items.splice(value.openAt ?? 0, 0, ...(value.maybe?.map((one) => `~${shown(one)}`) ?? ["..."]));
      return `[${items.join(" ")}]`;
    }
    case "tuple":
      return `{${value.items.map(shown).join(" ")}}`;
    case "map":
      return `%{${value.entries.map((entry) => entry.map(shown).join("=")).join(" ")}${value.open === undefined ? "" : "..."}}`;
    case "unknown":
      return value.raises ? "!" : value.choices === undefined ? "?" : `(${value.choices.map(shown).join("|")})`;
    default:
      return value.t;
  }
}

test.each([
  // Partial lists keep what is known.
  ["[a: 1] ++ X.x()", "[{:a 1} ...]"],
  ["X.x() ++ [1, 2]", "[... 1 2]"],
  ["[1] ++ X.x() ++ [2]", "[1 ... 2]"],
  ["hd([1] ++ X.x())", "1"],
  ["hd(X.x() ++ [1])", "?"],
  ["[1 | X.x()]", "[1 ...]"],
  ["Keyword.get([a: 1] ++ X.x(), :a)", "1"],
  ["Keyword.get(X.x() ++ [a: 1], :a)", "?"],
  ["Keyword.get([a: 1] ++ X.x(), :b)", "?"],
  ["Enum.map([1] ++ X.x(), & &1 + 1)", "[2 ...]"],
  ["Enum.filter([1, 2] ++ X.x(), & &1 > 1)", "[2 ...]"],
  ["length([1] ++ X.x())", "?"],
  ["1 in ([1] ++ X.x())", ":true"],
  ["2 in ([1] ++ X.x())", "?"],
  ["[h | t] = [1, 2] ++ X.x(); {h, t}", "{1 [2 ...]}"],
  // Patterns whose prefix is no list of literal integers.
  ['case ["a", "b"] do ~w(a) ++ rest -> rest; _ -> :no end', "?"],
  ["case [:a, :b] do ~w(a)a ++ rest -> rest; _ -> :no end", "?"],
  // Versions of Elixir write large floats in different ways.
  ["to_string(1.0e15)", "?"],
  ["inspect([1.2e6])", "?"],
  ['"#{1.0e5}"', "?"],
  ["to_string(1.0e16)", '"1.0e16"'],
  ["for x <- [1] ++ X.x(), do: x", "[1 ...]"],
  ["for x <- [1, 2, 3], x == 1 or X.ok?(x), do: x", "[1 ~2 ~3]"],
  ["Enum.reject([1, 2], fn x -> x == 2 and X.x() end)", "[1 ~2]"],
  ["Enum.flat_map([1, 2], fn 1 -> [:a]; _ -> X.x() end)", "[:a ...]"],
  ["Keyword.merge([a: 1, b: 2], X.x())", "[...]"],
  ["Keyword.put([a: 1] ++ X.x(), :b, 2)", "[{:b 2} {:a 1} ...]"],
  ["Enum.uniq([1, 1] ++ X.x())", "[1 ...]"],
  // Parts that are not known stay where they are.
  ["[a: X.x(), b: 2][:b]", "2"],
  ["{X.x(), 1}", "{? 1}"],
  ["%{a: X.x(), b: 1}", "%{:a=? :b=1}"],
  ["Enum.map([1, X.x()], fn x -> x end)", "[1 ?]"],
  ["Map.merge(%{a: 1}, X.x())", "?"],
  ["Map.merge(X.x(), %{a: 1})", "%{:a=1...}"],
  ["Map.put(%{}, X.x(), 1)", "%{...}"],
  ['"a" <> X.x()', "?"],
  ["X.x() + 1", "?"],
  ["X.x().y.z", "?"],
  // Both ways of a condition that is not known.
  ["if X.x(), do: 1, else: 1", "1"],
  ["if X.x(), do: 1, else: 2", "(1|2)"],
  ["if X.x(), do: [a: 1, b: 2], else: [a: 1, b: 3]", "[{:a 1} {:b (2|3)}]"],
  ["if X.x(), do: [a: 1, b: 2], else: [a: 1]", "[{:a 1} ~{:b 2}]"],
  ['if X.x(), do: [{:p, path: "p"}], else: [{:p, "~> 1.0"}]', '[{:p ([{:path "p"}]|"~> 1.0")}]'],
  ["[1] ++ if(X.x(), do: [2], else: [])", "[1 ~2]"],
  ["if(X.x(), do: [2], else: []) ++ [1]", "[~2 1]"],
  ["if(X.x(), do: [:k, :b], else: []) ++ [1]", "[~:k ~:b 1]"],
  ["Keyword.get([a: 1] ++ if(X.x(), do: [b: 2], else: []), :c)", ":nil"],
  ["Keyword.get([a: 1] ++ if(X.x(), do: [b: 2], else: []), :b)", "?"],
  ["Keyword.merge([a: 1, b: 2], if(X.x(), do: [b: 3], else: []))", "[{:a 1} ~{:b 2} ~{:b 3}]"],
  ["if X.x(), do: %{a: 1, b: 2}, else: %{a: 1}", "%{:a=1...}"],
  ["if X.x(), do: {:ok, 1}, else: {:error, 2}", "({:ok 1}|{:error 2})"],
  ["if X.x(), do: {:ok, 1}, else: {:ok, 2}", "{:ok (1|2)}"],
  ["case X.x() do :a -> 1; :b -> 1 end", "1"],
  ["case {:ok, X.x()} do {:ok, v} -> 1; _ -> 2 end", "1"],
  ["case {:ok, X.x()} do {:ok, 1} -> 1; {:ok, _} -> 2; _ -> 3 end", "(1|2)"],
  ["cond do X.x() -> 1; true -> 2 end", "(1|2)"],
  ["cond do X.x() -> 1; false -> 3; X.y() -> 1; true -> 1 end", "1"],
  ["with {:ok, a} <- X.x(), do: 1", "?"],
  ["X.x() && false", "?"],
  ["X.x() and false", ":false"],
  ["X.x() or true", ":true"],
  ["X.x() || 1", "?"],
  ["x = 1; if X.x(), do: (x = 2; x); x", "1"],
  // A way that raises is not the one taken.
  ['if X.x(), do: 1, else: raise "no"', "1"],
  ['case X.x() do :a -> 1; _ -> Mix.raise("no") end', "1"],
  ['f = fn -> (if X.x(), do: raise "no"); 5 end; f.()', "5"],
  ["f = fn -> 1 = 2; 5 end; f.()", "!"],
  ["case 5 do 1 -> 2 end", "!"],
  ["{X.x() == 1, 1 == {X.x()}}", "{? :false}"],
  ["{1, X.x()} == {2, 2}", ":false"],
  ["try do X.x() rescue _ -> 1 end", "?"],
])("%s is %s", (expression, expected) => {
  expect(shown(evaluate(expression))).toBe(expected);
});

test("what is not known says why and where", () => {
  expect(evaluate("x = 1\n[x, Foo.Bar.baz(x)]")).toMatchObject({
    items: [
      { t: "int" },
      {
        why: "calls Foo.Bar.baz/1, which is not in this project",
        place: { file: "script.exs", line: 2, column: 5 },
      },
    ],
  });
});

test.each([
  ['System.cmd("git", [])', "runs a program"],
  ["System.version()", "depends on the Elixir that runs it"],
  ["Mix.Project.config()", "asks for the project's configuration"],
  ["Application.get_env(:a, :b)", "depends on the configuration of a"],
  ["DateTime.utc_now()", "depends on the time"],
  ["Code.ensure_loaded?(Phoenix)", "asks whether Phoenix is there"],
  ['File.read!("/etc/passwd")', "looks at /etc/passwd, which is outside of the project"],
  ["foo(1)", "calls foo/1, which is not defined in this project"],
  ["1 + :a", "raises: +/2 gets something that is no number"],
  ["Enum.map(1..1_000_000_000, & &1)", "goes over a range of 1000000000 numbers"],
])("%s: %s", (expression, why) => {
  const value = evaluate(expression);
  const of = value.t === "list" ? value.open : value;
  expect(of).toMatchObject({ why });
});
