import { expect, test } from "vitest";
import { atom, list, pair, str } from "../../../src/elixir/eval/make.ts";
import { evaluatorOf, filesOf } from "./evaluating.ts";
import { toTerm } from "./oracle/term.ts";

test("a file gives its last value and its modules, the first time and the second", () => {
  const evaluator = evaluatorOf({ "/project/a.exs": "defmodule A do\n  @v 1\n  @v 2\n  def f(x), do: x\nend\n5" });
  const first = evaluator.evalFile("/project/a.exs");
  expect(first?.value).toEqual({ t: "int", v: 5n });
  expect(first?.modules.map(({ name, place }) => [name, place])).toEqual([
    ["Elixir.A", { file: "a.exs", line: 1, column: 1 }],
  ]);
  expect(first?.modules[0]?.attribute("v")).toEqual({ t: "int", v: 2n });
  expect(first?.modules[0]?.attribute("w")).toBeUndefined();
  expect(first?.modules[0]?.defines("f", 1)).toBe(true);
  expect(first?.modules[0]?.defines("f", 2)).toBe(false);
  expect(evaluator.evalFile("/project/a.exs")?.value).toEqual(first?.value);
  expect(evaluator.evalFile("/project/missing.exs")).toBeUndefined();
});

test("functions are called from outside, private ones too", () => {
  const evaluator = evaluatorOf({ "/project/a.exs": "defmodule A do\n  defp f(x, y \\\\ 2), do: x + y\nend" });
  evaluator.evalFile("/project/a.exs");
  expect(evaluator.call("Elixir.A", "f", [{ t: "int", v: 1n }])).toEqual({ t: "int", v: 3n });
  expect(evaluator.call("Elixir.A", "g", [])).toMatchObject({ t: "unknown", why: "calls g/0, which is not defined" });
  expect(evaluator.call("Elixir.B", "g", [])).toMatchObject({ t: "unknown" });
});

test("files that refer to each other are each read once", () => {
  const evaluator = evaluatorOf({
    "/project/a.ex": "defmodule A do\n  @b B.value()\n  def value, do: 1\n  def b, do: @b\nend",
    "/project/b.ex": "defmodule B do\n  def value, do: A.value() + 1\nend",
  });
  evaluator.onMissingModule((name) => `/project/${name.slice(7).toLowerCase()}.ex`);
  evaluator.evalFile("/project/a.ex");
  expect(evaluator.module("Elixir.B")?.defines("value", 0)).toBe(true);
  expect(evaluator.call("Elixir.B", "value", [])).toEqual({ t: "int", v: 2n });
  expect(evaluator.module("Elixir.C")).toBeUndefined();
});

test("the project's configuration is what the caller says", () => {
  const evaluator = evaluatorOf({ "/project/a.exs": "Mix.Project.config()[:version]" });
  evaluator.setProjectConfig(list([pair("version", str("1.2.3"))]));
  expect(evaluator.evalFile("/project/a.exs")?.value).toEqual(str("1.2.3"));
});

test("the application environment is what the caller says", () => {
  const source =
    "[Application.get_env(:a, :k), Application.get_env(:a, :z, 1), Application.compile_env(:a, [:k, :x]), Application.fetch_env(:a, :z)]";
  const evaluator = evaluatorOf({ "/project/a.exs": source });
  evaluator.setApplicationEnv((app, key) => (app === "a" && key === "k" ? list([pair("x", atom("y"))]) : undefined));
  expect(toTerm(evaluator.evalFile("/project/a.exs")?.value as never)).toEqual([
    [{ tuple: [{ atom: "x" }, { atom: "y" }] }],
    { int: "1" },
    { atom: "y" },
    { atom: "error" },
  ]);
});

test("provided functions are called with their place and the conditions on the way to them", () => {
  const source = `import Config
config :a, b: 1
if System.get_env("E"), do: nil, else: config(:a, c: 2)
if X.x(), do: config(:a, d: 3)
Config.config(:a, e: 4)`;
  const evaluator = evaluatorOf({ "/project/config/config.exs": source });
  const calls: unknown[] = [];
  evaluator.provide("Elixir.Config", "config", 2, (args, site) => {
    calls.push([toTerm(args[1] as never), site.place.line, site.certain, [...site.variables], site.file]);
    return atom("ok");
  });
  evaluator.evalFile("/project/config/config.exs");
  const file = "/project/config/config.exs";
  const one = (key: string, value: string): unknown => [{ tuple: [{ atom: key }, { int: value }] }];
  expect(calls).toEqual([
    [one("b", "1"), 2, true, [], file],
    [one("c", "2"), 3, true, ["E"], file],
    [one("d", "3"), 4, false, [], file],
    [one("e", "4"), 5, true, [], file],
  ]);
});

test("nothing outside of the root is read, not by .. and not by a link", () => {
  const files = {
    "/project/a.exs": '{File.read("../secret"), File.read("link/secret"), File.exists?("/etc")}',
    "/secret": "s",
    "/project/link/secret": "s",
  };
  const fs = { ...filesOf(files), realPath: (path: string) => path.replace("/project/link", "/elsewhere") };
  const value = evaluatorOf({}, { fs }).evalFile("/project/a.exs")?.value;
  expect(value).toMatchObject({
    items: [
      { why: "looks at ../secret, which is outside of the project" },
      { why: "looks at link/secret, which is outside of the project" },
      { why: "looks at /etc, which is outside of the project" },
    ],
  });
});

test("relative paths start at the current directory, places are shown from the display root", () => {
  const files = { "/repo/app/mix.exs": '{File.read!("V"), File.cwd!(), __DIR__, 1 + :a}', "/repo/app/V": "1" };
  const fs = filesOf(files);
  const value = evaluatorOf({}, { fs, limit: "/repo", project: "/repo", cwd: "/repo/app" }).evalFile(
    "/repo/app/mix.exs",
  )?.value;
  expect(value).toMatchObject({
    items: [str("1"), str("/repo/app"), str("/repo/app"), { place: { file: "app/mix.exs", line: 1, column: 41 } }],
  });
});

test("Elixir and OTP are those of the project's tool versions", () => {
  const world = { elixirVersion: "1.17.2", otpRelease: "27" };
  const source = '{System.version(), System.otp_release(), Version.match?(System.version(), "~> 1.12")}';
  const value = evaluatorOf({ "/project/a.exs": source }, world).evalFile("/project/a.exs")?.value;
  expect(toTerm(value as never)).toEqual({ tuple: ["1.17.2", "27", { atom: "true" }] });
});

test("tuples know where they were written", () => {
  const evaluator = evaluatorOf({ "/project/a.exs": "deps = [\n  {:a, 1},\n  b: 2\n]\ndeps ++ []" });
  expect(evaluator.evalFile("/project/a.exs")?.value).toMatchObject({
    items: [{ place: { line: 2, column: 3 } }, { place: { line: 3, column: 3 } }],
  });
});

test("a file that does not parse in one place is read in the others", () => {
  const evaluator = evaluatorOf({
    "/project/a.exs": "defmodule A do\n  def a, do: 1\n  def b, do: (%%)\n  def c, do: 3\nend",
  });
  evaluator.evalFile("/project/a.exs");
  expect(evaluator.call("Elixir.A", "c", [])).toEqual({ t: "int", v: 3n });
});

test("one function that needs too many steps leaves enough for the others", () => {
  const source = `defmodule A do
  def project, do: [app: :a, docs: docs(), deps: deps()]
  defp docs, do: for(a <- 1..1000, b <- 1..1000, do: a * b)
  defp deps, do: Enum.map([:x, :y], &{&1, "1"})
end`;
  const evaluator = evaluatorOf({ "/project/a.exs": source });
  evaluator.evalFile("/project/a.exs");
  const value = evaluator.call("Elixir.A", "project", []);
  expect(value).toMatchObject({ t: "list", items: { length: 3 } });
  const deps = value.t === "list" ? value.items[2] : undefined;
  expect(toTerm(deps as never)).toEqual({
    tuple: [{ atom: "deps" }, [{ tuple: [{ atom: "x" }, "1"] }, { tuple: [{ atom: "y" }, "1"] }]],
  });
});
