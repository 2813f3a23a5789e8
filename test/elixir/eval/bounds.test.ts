import { expect, test } from "vitest";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { evaluate, evaluatorOf } from "./evaluating.ts";

/** Code that would take for ever, all memory or all of the stack. The last expression still has its value. */
const hostile: readonly string[] = [
  "def run(x \\\\ 0), do: run(x + 1)",
  "def run, do: [run() | run()]",
  "def run, do: go(1_000_000)\n def go(0), do: 0\n def go(n), do: 1 + go(n - 1)",
  "def run, do: go([0])\n def go(x), do: go([x, x])",
  'def run, do: go("abc")\n def go(x), do: go(x <> x)',
  "def run, do: Enum.reduce(1..100_000, [0], fn _, acc -> acc ++ acc end)",
  "def run, do: Enum.reduce(1..100_000, [], fn x, acc -> [acc, x] end)",
  "def run, do: Enum.reduce(1..100_000, {0}, fn _, acc -> {acc, acc} end)",
  "def run, do: Enum.reduce(1..100_000, %{}, fn x, acc -> Map.put(acc, x, acc) end)",
  "def run, do: Enum.map(1..1_000_000_000_000, & &1)",
  "def run, do: Enum.to_list(1..99_999) |> Enum.flat_map(fn x -> [x, x, x, x] end) |> Enum.map(&(&1 + 1))",
  "def run, do: for(a <- 1..10_000, b <- 1..10_000, c <- 1..10_000, do: a + b + c)",
  "def run, do: 2 ** 1_000_000_000",
  "def run, do: Enum.reduce(1..1000, 2, fn _, x -> x * x end)",
  "def run, do: Bitwise.<<<(1, 1_000_000_000_000)",
  'def run, do: String.duplicate("abc", 1_000_000_000)',
  'def run, do: String.pad_leading("", 9_999_999)',
  "def run, do: List.duplicate(0, 1_000_000_000)",
  "def run, do: Tuple.duplicate(0, 1_000_000_000)",
  "def run, do: Stream.iterate(0, &(&1 + 1)) |> Enum.take(5)",
  'def run, do: Regex.run(~r/(a+)+$/, String.duplicate("a", 5000) <> "b")',
  'def run, do: Regex.run(~r/(x|x|x)*y/, String.duplicate("x", 5000))',
  'def run, do: Regex.scan(~r/.*?,.*?,.*?,.*?;/, String.duplicate(",", 20_000))',
  'def run, do: String.replace(String.duplicate("a", 100_000), "a", String.duplicate("b", 100_000))',
  "def run, do: if(X.x(), do: run(), else: [run(), run()])",
  "def run, do: go(X.x())\n def go([h | t]), do: go(h) ++ go(t)\n def go({a, b}), do: [go(a), go(b)]\n def go(x), do: go({x, x})",
  "def run, do: go(50)\n def go(n), do: if(X.x(), do: go(n - 1), else: go(n - 2))",
  "def run, do: Enum.sort(Enum.to_list(1..50_000), fn _, _ -> X.x() end)",
  "def run do\n f = fn f, n -> f.(f, n + 1) end\n f.(f, 0)\n end",
  'def run, do: Code.eval_string(code())\n def code, do: ~S|Code.eval_string("1") \n A.run()|',
  "defmacro m(x), do: quote(do: A.m(unquote(x)))\n def run, do: (require A; A.m(1))",
  "defmacro m(x), do: quote(do: [unquote(x), unquote(x)])\n def run, do: m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(m(1))))))))))))))))))))",
  'def run, do: Path.wildcard(String.duplicate("{a,b}", 30))',
  'def run, do: Path.wildcard(String.duplicate("**/", 30) <> "x")',
  "def run, do: Enum.reduce(1..50_000, [], fn x, acc -> Enum.uniq([x | acc]) end)",
  "def run, do: Enum.reduce(1..50_000, [], fn x, acc -> if(X.x(), do: [x | acc], else: acc) end)",
  "def run, do: Enum.reduce(1..50_000, [], fn x, acc -> if(x in acc, do: acc, else: acc ++ [x]) end)",
  'def run, do: Enum.reduce(1..5000, [], fn x, acc -> [System.get_env("V#{x}") | acc] end) |> Enum.map(&to_string/1)',
  'def run, do: Enum.reduce(1..50_000, "", fn x, acc -> acc <> System.get_env("V#{x}", "d") end)',
  "def run, do: Integer.digits(2 ** 4000) |> Enum.map(fn x -> Integer.pow(x, 4000) end)",
  "def run, do: Enum.zip_with(List.duplicate(Enum.to_list(1..1000), 1000), &Enum.sum/1)",
  "def run, do: Enum.chunk_every(1..50_000, 10_000, 1)",
];

const source = (body: string): string => `defmodule A do\n ${body}\n def last, do: :last\nend`;

test.each(hostile)("%s", { timeout: 60_000 }, (body) => {
  const evaluator = evaluatorOf({ "/project/a.ex": source(body) }, { maxSteps: 300_000 });
  evaluator.evalFile("/project/a.ex");
  const value = evaluator.call("Elixir.A", "run", []);
  expect(size(value)).toBeLessThan(2_000_000);
  expect(evaluator.call("Elixir.A", "last", [])).toEqual({ t: "atom", v: "last" });
});

/** Number of parts as a tree; a value that is small in memory only must not come out either. */
function size(value: Value): number {
  if (value.t === "str") return value.v.length;
  const parts = value.t === "map" ? value.entries.flat() : value.t === "list" || value.t === "tuple" ? value.items : [];
  return parts.reduce((sum, part) => sum + size(part), 1);
}

test("what is nested deeper than our stack is not known", () => {
  const deep = `${"[".repeat(400)}1${"]".repeat(400)}`;
  expect(evaluate(`x = ${deep}\n5`)).toEqual({ t: "int", v: 5n });
  const pipes = `1${" |> Kernel.+(1)".repeat(450)}`;
  const value = evaluate(pipes);
  expect(value.t === "int" ? value.v : value.t).toSatisfy((v) => v === 451n || v === "unknown");
});

test("a budget of steps is for each thing that is asked", () => {
  const evaluator = evaluatorOf({ "/project/a.ex": source("def run, do: Enum.sum(1..400)") }, { maxSteps: 3000 });
  evaluator.evalFile("/project/a.ex");
  for (let i = 0; i < 20; i++) expect(evaluator.call("Elixir.A", "run", [])).toEqual({ t: "int", v: 80200n });
});
