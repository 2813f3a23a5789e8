import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { atom, list, pair, str } from "../../../src/elixir/eval/values/make.ts";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { variablesOf } from "../../../src/elixir/eval/values/variables.ts";
import { evaluate, evaluatorOf, filesOf } from "./evaluating.ts";
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
      // A Nix build has neither: the one lies outside of the source, the other is a link that leads nowhere.
      { items: [{ v: "error" }, { v: "enoent" }] },
      { items: [{ v: "error" }, { v: "enoent" }] },
      { why: "looks at /etc, which is outside of the project" },
    ],
  });
});

test.each([
  ['File.exists?("../other/mix.exs")', "false"],
  ['File.dir?(Path.expand("../../other", __DIR__))', "false"],
  ['File.exists?("/home/me/other")', "false"],
  ['File.exists?(Path.expand("~/other"))', "false"],
  ['File.dir?(Path.join(System.user_home!(), "other"))', "false"],
  ['Path.wildcard("../other/*")', "[]"],
  ['File.exists?(System.get_env("NOT_SET", ""))', "false"],
])("outside of the source there is nothing in a Nix build: %s", (expression, expected) => {
  const files = { "/repo/app/a.exs": expression, "/repo/other/mix.exs": "", "/home/me/other/mix.exs": "" };
  const evaluator = evaluatorOf({}, { fs: filesOf(files), limit: "/repo/app", project: "/repo/app" });
  const value = evaluator.evalFile("/repo/app/a.exs")?.value;
  expect(value).toMatchObject(expected === "[]" ? { t: "list", items: [] } : { v: expected });
});

test.each(["..", "/", "/nix/store/x", "/tmp/x", "/usr/lib/x"])(
  "what a builder has besides the source is not known: %s",
  (path) => {
    expect(evaluate(`File.exists?(${JSON.stringify(path)})`)).toMatchObject({ t: "unknown" });
  },
);

test("what the code asks of the machine is told, as it is met", () => {
  const seen: unknown[] = [];
  const code = `
    System.get_env("A") || "a"
    System.fetch_env!("B")
    System.cmd("which", ["x"])
    :os.cmd(~c"uname -a")
    if Mix.env() == :test, do: System.get_env("TEST_ONLY")
    if Unknown.here?(), do: System.get_env("MAYBE")
  `;
  evaluate(code, {
    onAsk: ({ kind, name, required, certain, place }) => seen.push([kind, name, place.line, required, certain]),
  });
  expect(seen).toEqual([
    ["variable", "A", 2, false, true],
    ["variable", "B", 3, true, true],
    ["program", "which", 4, true, true],
    ["program", "uname", 5, false, true],
    ["variable", "MAYBE", 7, false, false],
  ]);
});

test("variables that the build is given are there, as if they were written", () => {
  const seen: unknown[] = [];
  const code = `{
    System.get_env("A"), System.get_env("A", "x"), System.fetch_env("A"), System.fetch_env!("A"), System.get_env()["A"],
    :os.getenv(~c"A"), System.get_env("B"), System.fetch_env("B"), System.get_env()["B"]
  }`;
  const given = evaluate(code, { env: { A: "a" }, onAsk: ({ name, value }) => seen.push([name, value]) });
  const a = { t: "str", v: "a" };
  const none = { t: "atom", v: "nil" };
  expect(given).toMatchObject({
    t: "tuple",
    items: [a, a, { items: [{ v: "ok" }, a] }, a, a, { items: [{ v: 97n }] }, none, { t: "atom", v: "error" }, none],
  });
  expect([...variablesOf(given as Value)].toSorted()).toEqual(["B"]);
  expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(new Set(['["A","a"]', '["B",null]']));
});

test("git finds no repository in a Nix build", () => {
  const describe = 'case System.cmd("git", ["describe", "--tags"]) do {v, 0} -> v; _ -> "0.0.0" end';
  expect(evaluate(describe)).toMatchObject({ t: "str", v: "0.0.0" });
  expect(evaluate('{sha, 0} = System.cmd("git", ["rev-parse", "HEAD"])')).toMatchObject({ raises: true });
  expect(evaluate('System.cmd("git", ["--version"])')).toMatchObject({ t: "unknown" });
});

test.runIf(spawnSync("git", ["--version"]).status === 0)("which commands need a repository git itself says", () => {
  const nowhere = mkdtempSync(join(tmpdir(), "no-repository-"));
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() };
  for (const command of ["describe", "log", "rev-parse", "show", "status", "tag", "for-each-ref", "ls-files"]) {
    const { status, stdout } = spawnSync("git", [command], { cwd: nowhere, env, encoding: "utf8" });
    expect([command, status, stdout]).toEqual([command, 128, ""]);
    expect(evaluate(`System.cmd("git", ["${command}"])`)).toMatchObject({ items: [{ v: "" }, { v: 128n }] });
  }
  rmSync(nowhere, { recursive: true });
});

const decoded = (text: string, call: string): Value | undefined =>
  evaluatorOf({ "/project/a.exs": call, "/project/a.json": text }).evalFile("/project/a.exs")?.value;

// RFC 8259; JSON.parse of the language that this runs on is the oracle.
test.each([
  '{"a": [1, 2.0, -3e2], "b": {"c": null, "d": true}, "a": "\\u00e9\\n"}',
  "[",
  "[1,]",
  '{"a" 1}',
  "01",
  '"tab\tinside"',
  "1 2",
  " null ",
  "",
  "-",
  "[1, 2",
  "tru",
  "1.",
  "{}",
  "[[]]",
  "'a'",
])("whether %j is JSON", (text) => {
  const valid = ((): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  })();
  expect(decoded(text, 'elem(JSON.decode(File.read!("a.json")), 0)')).toMatchObject({ v: valid ? "ok" : "error" });
  const value = decoded(text, 'File.read!("a.json") |> :json.decode()');
  expect(value?.t === "unknown" && value.raises).toBe(valid ? false : true);
});

test("JSON has whole numbers and floats, and null as Elixir and Erlang each have it", () => {
  const text = '{"a": [1, 2.0, 1e2, 12345678901234567890], "n": null}';
  expect(decoded(text, 'JSON.decode!(File.read!("a.json"))["a"]')).toMatchObject({
    items: [{ t: "int" }, { t: "float" }, { t: "float" }, { v: 12345678901234567890n }],
  });
  expect(decoded(text, 'JSON.decode!(File.read!("a.json"))["n"]')).toMatchObject({ v: "nil" });
  expect(decoded(text, ':json.decode(File.read!("a.json"))["n"]')).toMatchObject({ v: "null" });
});

test("Erlang terms of a file are what :file.consult/1 of OTP 25 says", () => {
  const text =
    '%% c\n{vsn, "2.3.4"}. {\'An Atom\', [1, 2.5, -3.0e0, $a, 16#ff, <<"b\\"in"/utf8>>, #{k => v, "s" => {}}]}.\n[]. {"", \'x\'}.\n';
  const consulted = (content: string): Value =>
    evaluatorOf({ "/project/a.exs": ':file.consult(~c"a.config")', "/project/a.config": content }).evalFile(
      "/project/a.exs",
    )?.value ?? atom("nothing");
  const said = evaluate(
    '{:ok, [{:vsn, [50, 46, 51, 46, 52]}, {:"An Atom", [1, 2.5, -3.0, 97, 255, "b\\"in", %{:k => :v, [115] => {}}]}, [], {[], :x}]}',
  );
  expect(toTerm(consulted(text))).toEqual(toTerm(said));
  expect(consulted("{a, b}")).toMatchObject({ t: "unknown" });
  expect(toTerm(evaluate(':file.consult("none")'))).toEqual(toTerm(evaluate("{:error, :enoent}")));
});

test(":os.type() is Unix, and what the rest of it is may differ", () => {
  expect(evaluate("case :os.type() do {:win32, _} -> 1; {:unix, _} -> 2 end")).toMatchObject({ v: 2n });
  expect(evaluate("case :os.type() do {:unix, :darwin} -> 1; _ -> 2 end")).toMatchObject({ t: "unknown" });
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

// As Elixir says with that HOME, which is Nix's.
test.each([
  ['Path.expand("~")', "/homeless-shelter"],
  ['Path.expand("~/a/../b")', "/homeless-shelter/b"],
  ['Path.expand("~/a", "/q")', "/homeless-shelter/a"],
  ['Path.expand("b", "~")', "/homeless-shelter/b"],
  ['Path.expand("~b", "/q")', "/q/~b"],
  ['Path.expand("~b", "~/c")', "/homeless-shelter/c/~b"],
  ['Path.expand("x", "~y")', "/project/~y/x"],
  ["System.user_home()", "/homeless-shelter"],
])("the home directory is that of a Nix build: %s", (expression, expected) => {
  expect(evaluatorOf({ "/project/a.exs": expression }).evalFile("/project/a.exs")?.value).toMatchObject({
    v: expected,
  });
});

test.each([
  ["Code.ensure_loaded?(:json)", "26", "1.18.0", "false"],
  ["Code.ensure_loaded?(:json)", "27", "1.17.0", "true"],
  ["Code.ensure_loaded?(JSON)", "27", "1.17.3", "false"],
  ["Code.ensure_loaded?(JSON)", "27", "1.18.0-rc.0", "true"],
  ["Code.ensure_loaded?(JSON)", "26", "1.19.2", "true"],
])(
  "what a version ships is known with the version: %s with OTP %s and Elixir %s",
  (source, otpRelease, elixir, expected) => {
    const evaluator = evaluatorOf({ "/project/a.exs": source }, { otpRelease, elixirVersion: elixir });
    expect(evaluator.evalFile("/project/a.exs")?.value).toMatchObject({ v: expected });
  },
);

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
