import { expect, test } from "vitest";
import { namedInRebarConfig } from "../../../src/read/mix/rebar-config.ts";

const dependencies = (text: string) => namedInRebarConfig(text, ["deps"]);

test("dependencies in all forms, those of profiles left out", () => {
  const text = `%% comment with {deps, [no]}.
{erl_opts, [debug_info, {d, 'X', <<"a b">>}, {i, "a\\"b"}, $a, $\\n, 16#ff, -1.5e3]}.
{deps, [cowboy, {'my-app', "~> 1.0"}, {jsx, {git, "https://x.example/y.git", {branch, "main"}}}, {a, "1", {pkg, b}}]}.
{profiles, [{test, [{deps, [meck]}]}]}.
{overrides, [{add, x, [{k, #{a => 1}}]}]}.
`;
  expect(dependencies(text)).toEqual(["cowboy", "my-app", "jsx", "a"]);
});

test("an empty file has none", () => {
  expect(dependencies("% nothing\n")).toEqual([]);
});

test.each(["{deps, [a}.", "{deps, [a]}", "case os:getenv(1) of _ -> ok end.", "{a, é}.", "]"])(
  "%s is unreadable",
  (text) => {
    expect(dependencies(text)).toBeUndefined();
  },
);

test("nesting is bounded", () => {
  expect(dependencies(`${"[".repeat(50)}${"]".repeat(50)}.`)).toEqual([]);
  expect(dependencies(`${"[".repeat(100_000)}${"]".repeat(100_000)}.`)).toBeUndefined();
});

test("names under other keys, each as it is written", () => {
  const text = `{plugins, [pc, {'rebar3-x', "1.0"}, "c"]}. {project_plugins, [rebar3_hex | [erlfmt]]}.`;
  expect(namedInRebarConfig(text, ["plugins", "project_plugins"])).toEqual([
    "pc",
    "rebar3-x",
    "c",
    "rebar3_hex",
    "erlfmt",
  ]);
});
