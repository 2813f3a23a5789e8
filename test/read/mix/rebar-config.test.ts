import { expect, test } from "vitest";
import { erlangTerms, rebarDependencies } from "../../../src/read/mix/rebar-config.ts";

test("dependencies in all forms, those of profiles left out", () => {
  const text = `%% comment with {deps, [no]}.
{erl_opts, [debug_info, {d, 'X', <<"a b">>}, {i, "a\\"b"}, $a, $\\n, 16#ff, -1.5e3]}.
{deps, [cowboy, {'my-app', "~> 1.0"}, {jsx, {git, "https://x.example/y.git", {branch, "main"}}}, {a, "1", {pkg, b}}]}.
{profiles, [{test, [{deps, [meck]}]}]}.
{overrides, [{add, x, [{k, #{a => 1}}]}]}.
`;
  expect(rebarDependencies(text)).toEqual(["cowboy", "my-app", "jsx", "a"]);
});

test("an empty file has none", () => {
  expect(rebarDependencies("% nothing\n")).toEqual([]);
});

test.each(["{deps, [a}.", "{deps, [a]}", "case os:getenv(1) of _ -> ok end.", "{a, é}.", "]"])(
  "%s is unreadable",
  (text) => {
    expect(rebarDependencies(text)).toBeUndefined();
  },
);

test("nesting is bounded", () => {
  expect(erlangTerms(`${"[".repeat(50)}${"]".repeat(50)}.`)).toBeDefined();
  expect(erlangTerms(`${"[".repeat(100_000)}${"]".repeat(100_000)}.`)).toBeUndefined();
});
