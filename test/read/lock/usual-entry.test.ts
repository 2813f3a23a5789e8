import { describe, expect, test } from "vitest";
import { SourceFile } from "../../../src/model/source.ts";
import { cursorAt } from "../../../src/read/lock/cursor.ts";
import { readUsualEntry } from "../../../src/read/lock/usual-entry.ts";

const inner = "0123456789abcdef".repeat(4);
const outer = "fedcba9876543210".repeat(4);
const requirement = '{:b, "~> 1.0 or ~> 2.0", [hex: :b_package, repo: "hexpm", optional: true]}';
const usual = `"a": {:hex, :a_package, "1.2.3", "${inner}", [:mix, :rebar3], [${requirement}, ${requirement}], "hexpm", "${outer}"}`;

test("a line as Hex writes it is read to its end", () => {
  const cursor = cursorAt(new SourceFile("mix.lock", `  ${usual},\n`), 2);
  expect(readUsualEntry(cursor)).toEqual({
    kind: "hex",
    app: "a",
    package: "a_package",
    version: "1.2.3",
    innerChecksum: inner,
    outerChecksum: outer,
    managers: ["mix", "rebar3"],
    requires: Array<unknown>(2).fill({
      app: "b",
      requirement: "~> 1.0 or ~> 2.0",
      package: "b_package",
      repo: "hexpm",
      optional: true,
    }),
    repo: "hexpm",
    place: { file: "mix.lock", line: 1, column: 8 },
  });
  expect(cursor.at).toBe(usual.length + 2);
});

describe("anything else is left alone", () => {
  test.each([
    usual.replace(":hex", ":git"),
    usual.replace(":a_package", ":nil"),
    usual.replace(":a_package", ":a_package?"),
    usual.replace("1.2.3", "1.2"),
    usual.replace("1.2.3", "01.2.3"),
    usual.replace("1.2.3", "1.2.3\n"),
    usual.replace(inner, inner.toUpperCase()),
    usual.replace(outer, outer.slice(1)),
    usual.replace("[:mix, :rebar3]", '[:mix, :"erlang.mk"]'),
    usual.replace("[:mix, :rebar3]", "[:mix, :nil]"),
    usual.replace("[:mix, :rebar3]", "nil"),
    usual.replace("optional: true", "optional: nil"),
    usual.replace("optional: true", "optional: true, x: 1"),
    usual.replace('"hexpm", "f', '"hexpm:org", "f'),
    usual.replace("hex: :b_package", "hex: :nil"),
    usual.replace('"a":', '"a" :'),
    usual.replace('"a"', '"a/b"'),
    usual.replace('"}', '", :more}'),
    usual.replace("~> 1.0 or", "~> 1.0 \\n or"),
    usual.replace("~> 1.0 or", "#{1}"),
    usual.replace("~> 1.0 or", "é"),
  ])("%s", (line) => {
    const cursor = cursorAt(new SourceFile("mix.lock", line), 0);
    expect([readUsualEntry(cursor), cursor.at]).toEqual([undefined, 0]);
  });
});
