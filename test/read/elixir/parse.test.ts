import { expect, test } from "vitest";
import { SourceFile } from "../../../src/model/source.ts";
import { elixirParser } from "../../../src/ports/elixir-grammar.ts";

const parse = await elixirParser();

test("offsets count UTF-16 code units", () => {
  const text = 'x = "\u{1f600}é"\n:after';
  const { root, errors } = parse(new SourceFile("a.ex", text));
  expect(errors).toEqual([]);
  expect(root.span).toEqual({ start: 0, end: text.length });
  const span = root.body[1]?.span;
  expect(text.slice(span?.start, span?.end)).toBe(":after");
});

test("an error leaves the rest of the file", () => {
  const text = "def a, do: 1\nfoo(%%)\ndef b, do: 2\n";
  const { root, errors } = parse(new SourceFile("a.ex", text));
  expect(errors).toHaveLength(1);
  expect(root.body[0]).toMatchObject({ kind: "call", name: "def" });
  expect(root.body.at(-1)).toMatchObject({ kind: "call", name: "def" });
});
