import { expect, test } from "vitest";
import { findingsByCause } from "../../src/diagnostics/by-cause.ts";
import type { CodeName } from "../../src/diagnostics/codes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

const unread = (app: string, line = 1): Diagnostic => ({
  code: "git-dependency-unread",
  place: { file: "mix.exs", line, column: 7 },
  args: { app, folder: `deps/${app}` },
});
const about = (code: CodeName, app: string, more: Readonly<Record<string, string>> = {}): Diagnostic => ({
  code,
  place: { file: "mix.lock", line: 2, column: 3 },
  args: { app, ...more },
});

test("one of a kind keeps its own words and has no list of places", () => {
  const [finding, ...others] = findingsByCause([unread("ash")]);
  expect(others).toEqual([]);
  expect(finding?.message).toContain("the Git dependency ash are not in deps/ash");
  expect(finding).not.toHaveProperty("places");
});

test("many of one cause: one finding at the first place, every name and place in it", () => {
  const [finding, ...others] = findingsByCause([unread("b", 4), about("self-dependency", "x"), unread("a", 9)]);
  expect(others.map(({ code }) => code)).toEqual(["NN220"]);
  expect(finding).toMatchObject({ code: "NN212", file: "mix.exs", line: 4, column: 7 });
  expect(finding?.message).toMatch(/ 2 Git dependencies .*: b, a$/);
  expect(finding?.places).toEqual([
    { name: "b", file: "mix.exs", line: 4, column: 7 },
    { name: "a", file: "mix.exs", line: 9, column: 7 },
  ]);
});

test("of more than ten names the number of the others is said, the places are all there", () => {
  const [finding] = findingsByCause(Array.from({ length: 200 }, (_, index) => unread(`app_${index}`)));
  expect(finding?.message).toMatch(/ 200 Git dependencies .*: app_0, .*app_9 and 190 more$/);
  expect(finding?.places).toHaveLength(200);
});

test("one name in several places is said as one", () => {
  const at = (line: number): Diagnostic => ({
    ...about("priv-written", "a", { call: "File.write!" }),
    place: { file: "lib/a.ex", line, column: 1 },
  });
  const [finding, ...others] = findingsByCause([at(1), at(5)]);
  expect(finding?.message).toMatch(/^File\.write! writes below /);
  expect(finding?.places).toMatchObject([{ line: 1 }, { line: 5 }]);
  expect(others).toEqual([]);
});

test("what is missing of a package whose sources cannot be had is not said", () => {
  const both = [about("source-missing", "a", { reason: "r" }), about("package-needs-hand", "a", { note: "n" })];
  expect(findingsByCause(both).map(({ code }) => code)).toEqual(["NN501"]);
});

test("other reasons are other causes", () => {
  const why = (app: string, reason: string): Diagnostic => about("builder-unknown", app, { why: reason });
  expect(findingsByCause([why("a", "x"), why("b", "y"), why("c", "x")]).map(({ message }) => message)).toEqual([
    expect.stringMatching(/\(x\).*: a, c$/),
    expect.stringMatching(/tool builds b is not known: y/),
  ]);
});

test("what another finding about the same dependency says already is not said again", () => {
  const missing = (app: string): Diagnostic => about("source-missing", app, { reason: "r" });
  const both = ["a", "b"].flatMap((app) => [missing(app), about("builder-unknown", app, { why: "x" })]);
  expect(findingsByCause(both).map(({ code }) => code)).toEqual(["NN501"]);
  const other = findingsByCause([missing("a"), about("builder-unknown", "c", { why: "x" })]);
  expect(other.map(({ code }) => code)).toEqual(["NN501", "NN811"]);
});

test("a code without words for several is shown each time, except for the very same", () => {
  const missing = (app: string): Diagnostic => about("self-dependency", app);
  expect(findingsByCause([missing("a"), missing("b"), missing("a")])).toHaveLength(2);
});

test("a name that looks like a placeholder stays as it is", () => {
  const [finding] = findingsByCause([unread("{count}"), unread("{names}")]);
  expect(finding?.message).toMatch(/: \{count\}, \{names\}$/);
});
