import { describe, expect, test } from "vitest";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { MAX_DEPTH, MAX_LENGTH } from "../../../src/elixir/parse/parse.ts";
import type { Node, ParsedFile } from "../../../src/elixir/parse/tree.ts";
import { SourceFile } from "../../../src/model/source.ts";

const parser = await elixirParser();
const parse = (text: string): ParsedFile => parser(new SourceFile("a.ex", text));

/** The only expression of a source without errors. */
function expression(text: string): Node {
  const { root, errors } = parse(text);
  expect(errors).toEqual([]);
  expect(root.body).toHaveLength(1);
  return root.body[0] as Node;
}

const name = (text: string): object => ({ kind: "variable", name: text });
const call = (operator: string, ...args: object[]): object => ({ kind: "call", name: operator, args });
const atom = (value: string): object => ({ kind: "atom", value });
const pair = (key: string, value: object): object => ({ kind: "tuple", items: [atom(key), value] });

/** After the rules in tree.ts and Elixir's syntax reference; Elixir itself is asked in oracle.test.ts. */
describe("the tree", () => {
  test.each<[string, object]>([
    ["a + b * c", call("+", name("a"), call("*", name("b"), name("c")))],
    ["a not in b", call("not", call("in", name("a"), name("b")))],
    ["1..2//3", call("..//", { value: 1n }, { value: 2n }, { value: 3n })],
    ["@x 1", call("@", call("x", { value: 1n }))],
    ["&f/1", call("&", call("/", name("f"), { value: 1n }))],
    ["[&f/1 | a]", { kind: "list", items: [call("|", call("&", {}), name("a"))] }],
    ["f a, b: 1", call("f", name("a"), { kind: "list", items: [pair("b", { value: 1n })] })],
    ["f do a end", call("f", { kind: "list", items: [pair("do", name("a"))] })],
    ["f do end", call("f", { kind: "list", items: [pair("do", { kind: "block", body: [] })] })],
    ["a.b", { kind: "remote", target: name("a"), name: "b", args: [], parens: false }],
    ["a.b()", { kind: "remote", target: name("a"), name: "b", args: [], parens: true }],
    ['A."b c"(d)', { kind: "remote", name: "b c", args: [name("d")] }],
    ["A.{B, C}", { kind: "remote", name: "{}", args: [{ segments: ["B"] }, { segments: ["C"] }] }],
    ["f.(a)", { kind: "apply", fn: name("f"), args: [name("a")], dot: true }],
    ["unquote(f)(a)", { kind: "apply", fn: call("unquote", name("f")), args: [name("a")], dot: false }],
    ["a[:b]", { kind: "access", target: name("a"), key: atom("b") }],
    ["__MODULE__.A.B", { kind: "alias", base: name("__MODULE__"), segments: ["A", "B"] }],
    ["%{a | b: 1}", { kind: "map", update: name("a"), entries: [[atom("b"), { value: 1n }]] }],
    ["%{a => b | c}", { kind: "map", update: null, entries: [[name("a"), call("|", name("b"), name("c"))]] }],
    ["%A{b: c}", { kind: "struct", name: { segments: ["A"] }, entries: [[atom("b"), name("c")]] }],
    ["%{unquote_splicing(a)}", { kind: "map", entries: [], calls: [call("unquote_splicing", name("a"))] }],
    ["<<a::8>>", { kind: "bitstring", items: [call("::", name("a"), { value: 8n })] }],
    ["fn a when b -> c end", { kind: "fn", clauses: [{ args: [name("a")], guard: name("b"), body: name("c") }] }],
    ["(a -> b)", { kind: "clauses", clauses: [{ args: [name("a")], guard: null, body: name("b") }] }],
    ['"a\\n\\x41\\u{e9}#{b}c"', { kind: "string", parts: ["a\nAé", name("b"), "c"] }],
    ['"\\xC3\\xA9\\xFF"', { kind: "string", parts: ["é\udcff"] }],
    ['""', { kind: "string", parts: [] }],
    ["'a'", { kind: "charlist", parts: ["a"] }],
    ['"""\n    a\n      b\n  """', { kind: "string", parts: ["  a\n    b\n"] }],
    [':"a#{b}"', { kind: "interpolatedAtom", parts: ["a", name("b")] }],
    ["~w(a\\n \\))x", { kind: "sigil", name: "w", parts: ["a\\n )"], modifiers: "x" }],
    ["~S[#{a}\\n]", { kind: "sigil", name: "S", parts: ["#{a}\\n"], modifiers: "" }],
    ["1_000", { kind: "integer", value: 1000n }],
    ["?\\n", { kind: "integer", value: 10n }],
    ["1.5e3", { kind: "float", value: 1500 }],
    ["%{}", { kind: "map", update: null, entries: [] }],
  ])("%s", (text, expected) => expect(expression(text)).toMatchObject(expected));

  test("names that begin as an operator does stay names", () => {
    const { root, errors } = parse("case a do\n  b ->\n    c\n    d\n\n  input -> e\nend\n");
    expect(errors).toEqual([]);
    const clauses = { kind: "clauses", clauses: [{ args: [name("b")] }, { args: [name("input")] }] };
    expect(root.body[0]).toMatchObject(call("case", name("a"), { kind: "list", items: [pair("do", clauses)] }));
  });
});

describe("places", () => {
  test("count UTF-16 code units", () => {
    const text = 'x = "\u{1f600}é"\n:after';
    const { root, errors } = parse(text);
    expect(errors).toEqual([]);
    expect(root.span).toEqual({ start: 0, end: text.length });
    const span = root.body[1]?.span;
    expect(text.slice(span?.start, span?.end)).toBe(":after");
  });

  test("of a keyword's key leave the blank out", () => {
    expect(expression("[ab: 1]")).toMatchObject({ items: [{ items: [{ span: { start: 1, end: 4 } }, {}] }] });
  });
});

describe("what does not parse", () => {
  test("leaves the rest of the file", () => {
    const { root, errors } = parse("def a, do: 1\nfoo(%%)\ndef b, do: 2\n");
    expect(errors).toHaveLength(1);
    expect(root.body[0]).toMatchObject({ kind: "call", name: "def" });
    expect(root.body.at(-1)).toMatchObject({ kind: "call", name: "def" });
  });

  test.each(['"\\xZ"', '"\\u{110000}"', "[a => b]", "a // b", ":a.B", 'A."b#{c}"()', "%{1}", "fn a end", "(", "f(a"])(
    "%s is an error with its place",
    (text) => {
      const { errors } = parse(text);
      expect(errors.length).toBeGreaterThan(0);
      for (const { start, end } of errors) expect([start <= end, end <= text.length]).toEqual([true, true]);
    },
  );

  test("is listed once, by its outermost span", () => {
    const text = "f(%%, [%%])";
    const { errors } = parse(text);
    for (const [at, error] of errors.entries())
      expect(errors[at + 1]?.start ?? text.length).toBeGreaterThanOrEqual(error.end);
  });

  test("is all of a file that is too long", () => {
    const text = "a\n".repeat(MAX_LENGTH / 2 + 1);
    expect(parse(text).errors).toEqual([{ start: 0, end: text.length }]);
  });

  test("is what is nested too deep, and nothing else", () => {
    const { root, errors } = parse(`${"[".repeat(MAX_DEPTH)}${"]".repeat(MAX_DEPTH)}\n:after`);
    expect(errors).toHaveLength(1);
    expect(root.body[1]).toMatchObject(atom("after"));
  });

  test("is all of a file that takes too many steps, and the next file is read again", () => {
    const text = "a\n".repeat(100_000);
    expect(parse(text).errors).toEqual([{ start: 0, end: text.length }]);
    expect(expression("a")).toMatchObject(name("a"));
  });
});
