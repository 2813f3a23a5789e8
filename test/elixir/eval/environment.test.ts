import { expect, test } from "vitest";
import { variablesOf } from "../../../src/elixir/eval/values/variables.ts";
import { evaluate, usesOf } from "./evaluating.ts";
import { toTerm } from "./oracle/term.ts";

/** The value with all variables unset, and the names that would change it. */
function known(expression: string): readonly [unknown, readonly string[]] {
  const value = evaluate(expression);
  return [toTerm(value), [...variablesOf(value)].toSorted()];
}

test.each([
  ['System.get_env("A")', { atom: "nil" }, ["A"]],
  ['System.get_env("A", "x")', "x", ["A"]],
  ['System.fetch_env("A")', { atom: "error" }, ["A"]],
  ['System.get_env("A", "x") <> System.get_env("B", "y")', "xy", ["A", "B"]],
  ['"v#{System.get_env("A")}"', "v", ["A"]],
  ['System.get_env("A") in ["1", "true"]', { atom: "false" }, ["A"]],
  ['System.get_env("A") == nil', { atom: "true" }, ["A"]],
  ['if System.get_env("A"), do: 1, else: 2', { int: "2" }, ["A"]],
  ['unless System.get_env("A"), do: 1, else: 2', { int: "1" }, ["A"]],
  ['case System.get_env("A") do nil -> 1; _ -> 2 end', { int: "1" }, ["A"]],
  ['cond do System.get_env("A") -> 1; System.get_env("B") -> 2; true -> 3 end', { int: "3" }, ["A", "B"]],
  ['System.get_env("A") || System.get_env("B") || "c"', "c", ["A", "B"]],
  ['System.get_env("A") && raise "never"', { atom: "nil" }, ["A"]],
  ['with {:ok, v} <- System.fetch_env("A"), do: v', { atom: "error" }, ["A"]],
  ['with {:ok, v} <- System.fetch_env("A") do v else _ -> :none end', { atom: "none" }, ["A"]],
  ['(fn nil -> 1; _ -> 2 end).(System.get_env("A"))', { int: "1" }, ["A"]],
  ['x = if System.get_env("A"), do: 1, else: 2; x + 1', { int: "3" }, ["A"]],
  ['for x <- [1, 2], System.get_env("A") == nil, do: x', [{ int: "1" }, { int: "2" }], ["A"]],
  ['Enum.filter([1], fn _ -> System.get_env("A") end)', [], ["A"]],
  ['Enum.any?([System.get_env("A"), System.get_env("B")])', { atom: "false" }, ["A", "B"]],
  ['[a: System.get_env("A"), b: System.get_env("B")][:a]', { atom: "nil" }, ["A"]],
  ['Keyword.get([a: 1], :b, System.get_env("B", "d"))', "d", ["B"]],
  ['%{a: System.get_env("A", "x")}.a', "x", ["A"]],
  ['{System.get_env("A", "x"), 1} |> elem(1)', { int: "1" }, []],
  ['Keyword.merge([a: 1, b: 2], if(System.get_env("A"), do: [a: 2], else: []))[:b]', { int: "2" }, ["A"]],
  ['System.get_env()["A"]', { atom: "nil" }, ["A"]],
  ['Map.get(System.get_env(), "A", "d")', "d", ["A"]],
  ['case System.get_env() do %{"A" => _} -> 1; _ -> 2 end', { int: "2" }, ["A"]],
  ['String.to_integer(System.get_env("N", "5")) * 2', { int: "10" }, ["N"]],
  ['System.get_env("A", "a,b") |> String.split(",") |> hd()', "a", ["A"]],
  ['f = fn -> System.get_env("A") end; f.()', { atom: "nil" }, ["A"]],
  ['true or System.get_env("A")', { atom: "true" }, []],
  ['if true, do: 1, else: System.get_env("A")', { int: "1" }, []],
])("%s", (expression, value, names) => {
  expect(known(expression)).toEqual([value, names]);
});

test("a variable that must be set gives what is not known, with its name", () => {
  const value = evaluate('System.fetch_env!("TOKEN")');
  expect(value).toMatchObject({ t: "unknown", why: "needs the environment variable TOKEN" });
  expect([...variablesOf(value)]).toEqual(["TOKEN"]);
});

test("attributes that a condition sets carry the condition's variables", () => {
  const source = `
    defmodule A do
      if System.get_env("FULL") do
        @features ["full"]
      else
        @features []
      end
      use Rustler, otp_app: :a, features: @features
    end`;
  const [event] = usesOf(source);
  expect(event?.certain).toBe(true);
  expect(toTerm(event?.opts as never)).toEqual([
    { tuple: [{ atom: "otp_app" }, { atom: "a" }] },
    { tuple: [{ atom: "features" }, []] },
  ]);
  expect([...variablesOf(event?.opts as never)]).toEqual(["FULL"]);
});
