import { describe, expect, test } from "vitest";
import { FatalDiagnostic, type Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { depthLimit, readTerm } from "../../../src/read/lock/read-term.ts";
import { elixirReads, hasElixir, weRead } from "./oracle.ts";

const literals = String.raw`
%{} | {} | [] | nil | true | false | "" | '' | :"" | 0 | "a" | 'abc' | 'a\'b' | :a | :"a b" | :'a b' | :"erlang.mk"
[1,] | {1,} | %{a: 1,} | %{:a => 1,} | [a: 1,] | {1, a: 1} | {1, a: 1,} | [1, a: 2] | %{:b => 2, a: 1} | %{1=>2} | %{:a =>:b}
[a: :b] | {:a , :b} | [a: -1] | {:a, :b, c: 1, "d": 2} | [[]] | {{}} | {[a: 1]} | [a: 1, a: 2] | %{a: 1, "a": 2} | %{nil=>1}
(1) | ((1)) | [(1)] | {(:hex)} | [a: (1)] | %{(1) => 2} | {nil,false} | ["a": 1] | ['a': 1] | ["": 1]
:foo@bar | [foo@bar: 1] | [foo?: 1] | :foo! | :Foo | [Foo: 1] | [do: 1] | [nil: 1] | [true: 1] | [end: 1] | :true | :_ | :__a | :é | [é: 1]
-1 | - 1 | +1 | {-1.5} | [- 1, + 2] | 01 | 1_000 | 0x1F | 0x1_F | 0b1 | 0o7 | 00.5 | 0_1 | 123456789012345678901234567890
1.0 | 1.0e5 | 1.0e1_0 | 1.0e+5 | 1.0E5 | 1.0_1 | 1.0e-400 | -0.0 | 0.1
?a | ?\n | ?é | ?\\ | [a:  ?]] | [?a, ?b]
"a#b" | "a\#{1}" | "\q" | "\x41" | "\x4" | "\x{41}" | "\xC3\xA9" | "a\xC3\xA9b" | "\u00e9" | "\u{1F600}" | "😀" | "\😀" | "\s\d\e\a\b\f\v\0\t\r"
`
  .split(/\s\|\s|\n/)
  .filter((source) => source !== "");

const lines = [
  ...":+ :.. :... :..// :. :% :& :@ :! :^ :- :* :/ :< :> := :| :<<>> :%{} :{} :&& :|| :++ :-- :<> :** :== :!= :=~".split(
    " ",
  ),
  ..."[+: 1]=[<<>>: 1]=[%{}: 1]=[{}: 1]=[..: 1]=[..//: 1]=[...: 1]=[&: 1]=[@: 1]=[.: 1]=[**: 1]=[->: 1]".split("="),
  "%{}\n",
  "\r\n%{}\r\n",
  "%{\r\n}",
  "[1,\r\n2]",
  "\n\n",
  "",
  "# only a comment",
  "{} # end",
  "{}\n\n# end",
  "\t1",
  "# a\rb\n1",
  "%{:a\n=> 1}",
  "%{:a =>\n 1}",
  "[a:\n1]",
  "[a:\t1]",
  '["a":\r\n1]',
  "[a: \n\n# x\n 1]",
  "[a: 1 # c\n]",
  "[ # c\n a: 1]",
  "[1, # c\n 2]",
  "[\n]",
  "%{\n\n}",
  "(\n1\n)",
  "-\n1",
  "?\n",
  "? ",
  '"a\nb"',
  '"a\r\nb"',
  '"a\\\nb"',
  '"a\\\r\nb"',
  "\\\n1",
  "[1,\\\n2]",
  "[1 \\\n]",
  "[-\\\n1]",
  ";%{}",
  "%{};",
  "\n;1",
  "1;\n",
  "1\n;\n",
  "{}\\\n\n",
  '"\0"',
  '{"a"\n}',
  ...["a".repeat(255), `"${"é".repeat(127)}"`, `"${"😀".repeat(63)}"`].map((name) => `:${name}`),
];

const rejected = [
  "[1\n, 2]",
  "{1\n,2}",
  "[1 # c\n, 2]",
  "%{\r}",
  "%{}\r",
  "% {}",
  "%\n{}",
  ";;1",
  "1;;",
  "\f1",
  "\v1",
  "\u00a01",
  "\0",
  "1\\\n",
  "\\ 1",
  ...'{a: 1}~{a:1}~[a: 1, 2]~%{a: 1, :b => 2}~[,]~{,}~%{,}~%{:a=>1,,}~[1,,2]~[1 2]~[a:1]~%{a:1}~["a":1]~["a" : 1]~[a : 1]~[nil : 1]'.split(
    "~",
  ),
  ...'[a?:1]~%{1}~%{1, 2}~%{ {:a, 1} }~(1,2)~[;]~[1;]~a: 1~"a": 1~1 2~[1~{1~%{1~%{a: 1~(1~]~}~)~,~{]~[}~%{]~%'.split(
    "~",
  ),
  ...': a~:1a~:a:b~:,~:(~:[]~:;~:foo?x~::~:"a"b~:a"b"~[?:: 1]~:=>~://~:<<~[=>: 1]~[//: 1]~:ªb~:😀~:аbc~:a\u200d'.split(
    "~",
  ),
  ..."1_~1__0~0xg~0X1~0b12~0b2~0x~1e5~1.0e400~1.0e~1.~1.0e-5e1~1a~1.5e~--1~-~1.0.0~?".split("~"),
  ...String.raw`"\uD800"~"\u{110000}"~"\u12"~"\u"~"\u{}"~"\u{1234567}"~"\x"~"\x{}"~"\x{d800}"~"a~'a~:"a~"\~"a" "b"~"a""b"~'\xFF'~:"\xFF"~["\xC3": 1]`.split(
    "~",
  ),
  '"\u202a"',
  '"\\\u202a"',
  "'\u2069'",
  ':"\u202e"',
  "# \u202a\n1",
  "{}\\\n",
  ...["a".repeat(256), `"${"é".repeat(128)}"`].map((name) => `:${name}`),
];

/** A fault for some versions of Elixir and an entry for others. No lock has it. */
const EITHER = "%{ {:a, 1} }";

/** Elixir would run these, or has values for them that are no data of a lock. */
const code = [
  ..."foo~Foo~foo()~-(a)~1 + 1~[1 -1]~[1|2]~%{} = 1~<<>>~<<1>>~!true~not true~[1][0]~&1~%Foo{}~fn -> 1 end".split("~"),
  '"#{1}"',
  "'a#{1}'",
  ':"a#{1}"',
  '["a#{1}": 1]',
  "[System.halt()]",
  "%{a | b: 1}",
  '{:a, System.cmd("id", [])}',
  "1\n2",
  "{}\n{}",
  '"\\xFF"',
  "~s(a)",
  "~w(a b)a",
  "a.b",
  "@a",
  "[:a -1]",
  "%{a}",
  "-a",
  ":a.b",
  "..",
  "...",
  "%{a: b}",
];

describe.skipIf(!hasElixir)("as Elixir reads it", () => {
  const sources = [...literals, ...lines, ...rejected, ...code];
  const readings = hasElixir ? elixirReads(sources) : [];

  test("every literal", () => {
    for (const [index, source] of [...literals, ...lines].entries()) {
      const theirs = readings[index];
      expect(theirs, source).toHaveProperty("ok");
      expect(weRead(source), source).toEqual(theirs);
    }
  });

  test("every fault is one for both, and ours has a place", () => {
    const first = literals.length + lines.length;
    for (const [index, source] of rejected.entries()) {
      if (source !== EITHER) expect(readings[first + index], source).toHaveProperty("err");
      expect(weRead(source), source).not.toHaveProperty("ok");
    }
  });

  test("code is never data", () => {
    const first = literals.length + lines.length + rejected.length;
    for (const [index, source] of code.entries()) {
      expect(readings[first + index], source).not.toHaveProperty("ok");
      expect(weRead(source), source).not.toHaveProperty("ok");
    }
  });
});

test("a byte order mark is not looked at, and does not move columns of other lines", () => {
  expect(weRead("\uFEFF%{}")).toEqual({ ok: { m: [] } });
  expect(weRead("\uFEFF%{\n  a}")).toEqual({ code: true });
});

test("what Elixir allows but no lock has is refused as code", () => {
  expect(weRead('"""\na\n"""')).toEqual({ code: true });
  expect(weRead("'''\na\n'''")).toEqual({ code: true });
});

test("spans are those of the text", () => {
  const text = '%{\n  "a": {:hex, \'b\', -1, ["c": 2.5]},\n}';
  const seen: string[] = [];
  JSON.stringify(readTerm(new SourceFile("mix.lock", text)), (_key, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    if (typeof value === "object" && value !== null && "start" in value && "end" in value) {
      seen.push(text.slice(Number(value.start), Number(value.end)));
    }
    return value;
  });
  expect(seen).toEqual([
    text,
    '"a"',
    "{:hex, 'b', -1, [\"c\": 2.5]}",
    ":hex",
    "'b'",
    "-1",
    '["c": 2.5]',
    '"c": 2.5',
    '"c"',
    "2.5",
  ]);
});

describe("faults have their exact place and a name of their own", () => {
  test.each<[string, string, number, number, string]>([
    ["%{\n  a: {:hex, :, 1}\n}", "lock-syntax", 2, 13, '":" is followed by ",", not by a name'],
    ['%{\n"a": 1\n<<<<<<< HEAD\n}', "lock-conflict", 3, 1, "<<<<<<<"],
    ['%{\r\n"a": 1,\r\n=======\r\n}', "lock-conflict", 3, 1, "======="],
    ['%{\n"a": 1,\n>>>>>>> x\n}', "lock-conflict", 3, 1, ">>>>>>>"],
    ['%{\n"a": 1,\n||||||| base\n}', "lock-conflict", 3, 1, "|||||||"],
    ["<<<<<<< HEAD\n%{}", "lock-conflict", 1, 1, "<<<<<<<"],
    ['%{\n  "a": "x', "lock-syntax", 2, 8, "a string is never closed"],
    ['%{\n  "a": 1', "lock-syntax", 2, 9, '"," or "}" is expected, not the end of the file'],
    ['%{\n  "a": {1}\n  "b": {2}\n}', "lock-syntax", 3, 3, '"," or "}" is expected, not a string'],
    ["[1 2]", "lock-syntax", 1, 4, '"," or "]" is expected, not "2"'],
    ['%{"a": "é#{x}"}', "lock-not-data", 1, 10, "an interpolation"],
    ["%{}\n%{}", "lock-syntax", 2, 1, "a second expression follows where the lock should end"],
    ["{1,\n foo}", "lock-not-data", 2, 2, "the name foo"],
  ])("%j", (source, name, line, column, words) => {
    const found = faultOf(source);
    expect(found).toMatchObject({ code: name, place: { file: "mix.lock", line, column } });
    expect(Object.values(found.args)).toContain(words);
  });

  test("a marker in a comment or a string is text", () => {
    expect(weRead("{1} # <<<<<<<\n# =======")).toEqual({ ok: { t: [{ i: "1" }] } });
    expect(weRead('{"\n<<<<<<< x\n"}')).toEqual({ ok: { t: ["\n<<<<<<< x\n"] } });
  });
});

describe("depth is bounded", () => {
  test.each(["[", "{", "(", "%{a: ", "[a: ", "%{1 => "])("%s", (open) => {
    const found = faultOf(open.repeat(200_000));
    expect(found).toMatchObject({ code: "lock-too-deep", args: { limit: String(depthLimit) } });
    expect(found.place.column).toBeGreaterThan(open.length * depthLimit);
    expect(found.place.column).toBeLessThanOrEqual(open.length * (depthLimit + 2));
  });

  test("up to the limit it is read", () => {
    const deep = `${"[".repeat(depthLimit)}${"]".repeat(depthLimit)}`;
    expect(weRead(deep)).toHaveProperty("ok");
  });
});

// A quadratic reader would run into the time limit of the runner.
test("large input is read to its end", { timeout: 60_000 }, () => {
  const hostile = [
    `"${"\\xC3\\xA9".repeat(200_000)}"`,
    `[${"1,".repeat(300_000)}]`,
    "\n".repeat(1_000_000),
    "-".repeat(500_000),
  ];
  for (const source of hostile) expect(weRead(source)).toBeDefined();
});

function faultOf(source: string): Diagnostic {
  try {
    readTerm(new SourceFile("mix.lock", source));
  } catch (error) {
    if (error instanceof FatalDiagnostic) return error.diagnostic;
    throw error;
  }
  throw new Error(`was read: ${source.slice(0, 80)}`);
}
