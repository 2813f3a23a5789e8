import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readErlangBinary } from "../../src/erlang/external-format.ts";
import { pairsOf, textOf, type ErlangTerm } from "../../src/erlang/term.ts";
import { readErlangTerms } from "../../src/erlang/text-format.ts";
import { Malformed } from "../../src/model/malformed.ts";

const hasErlang =
  process.env["CI"] !== undefined || spawnSync("elixir", ["--version"], { stdio: "ignore" }).status === 0;

const written = String.raw`
atom | 'quoted atom' | 'it\'s' | a@b_C1 | '' | 0 | 42 | -7 | +7 | 123456789012345678901234567890 | -123456789012345678901234567890 | 1.5 | -2.0e-3 | 1.0E10
"" | "text" | "a\"b\\c" | "\n\r\t\v\b\f\e\s\d" | "\101\7" | "\x41\x{1F600}" | "\^A\^a" | "a" "b" | "é" | "€"
<<>> | <<"">> | <<"text">> | <<"é"/utf8>> | <<"€😀"/utf8>> | <<"é">> | <<1,2,255>> | <<"a",10,"b">> | <<"one " "two">>
[] | [1,2,3] | ["a",<<"b">>] | {} | {a} | {a,{b,[c]}} | #{} | #{a => 1} | #{<<"k">> => #{1 => []}} | [ 1 , 2 ] | { a } | [[],[[]]] | [0,1] | [300] | [a|[b,c]] | [a,b|[]] | $a | $\n | $\\ | $\x41 | $é | 16#fF | -2#1_01 | +36#z | 1_000_000 | {d,$a,16#1}
`
  .split(/\s\|\s|\n/)
  .filter((source) => source !== "");

/** Sources as other writers may lay them out. */
const generated: fc.Arbitrary<string> = fc.letrec<{ term: string }>((tie) => {
  const gap = fc.constantFrom("", "", " ", "\n  ", " % note\n");
  const words = fc.stringMatching(/^[ !#-&(-[\]-~éß]{0,12}$/);
  const joined = (open: string, close: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(gap, fc.array(item, { maxLength: 4 }), gap)
      .map(([a, items, b]) => open + a + items.join(`${a},${b}`) + b + close);
  return {
    term: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.stringMatching(/^[a-z][A-Za-z0-9_@]{0,8}$/).filter((word) => !reserved.has(word)),
      words.map((text) => `'${text}'`),
      words.map((text) => `"${text}"`),
      words.map((text) => `<<"${text}">>`),
      fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => `<<"${text.replace(/["\\]/g, "\\$&")}"/utf8>>`),
      fc.array(fc.nat(255), { maxLength: 6 }).map((bytes) => `<<${bytes.join(",")}>>`),
      fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
      fc.tuple(fc.nat(999), fc.nat(999), fc.integer({ min: -99, max: 99 })).map(([a, b, e]) => `${a}.${b}e${e}`),
      joined("[", "]", tie("term")),
      joined("{", "}", tie("term")),
      fc.tuple(gap, tie("term"), gap, tie("term")).map(([a, key, b, value]) => `#{${a}${key} ${b}=>${value}}`),
    ),
  };
}).term;

const reserved = new Set(
  "after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun if let maybe not of or orelse receive rem try when xor else".split(
    " ",
  ),
);

interface Answer {
  readonly ok: unknown;
  readonly binaries?: readonly string[];
}

describe.skipIf(!hasErlang)("as Erlang reads it", () => {
  const sources = [...written, ...fc.sample(generated, { numRuns: 1500, seed: 11 })];
  const answers = hasErlang ? ask(sources.map((source) => `${source}.`)) : [];

  test("as text", () => {
    for (const [index, source] of sources.entries()) {
      const [term, ...more] = readErlangTerms(`${source}.`);
      expect(answers[index]?.ok, source).not.toBeNull();
      expect([json(term as ErlangTerm), more], source).toEqual([answers[index]?.ok, []]);
    }
  });

  test("as an external binary, packed too", () => {
    for (const [index, source] of sources.entries()) {
      for (const binary of answers[index]?.binaries ?? []) {
        expect(json(readErlangBinary(Buffer.from(binary, "base64"))), source).toEqual(answers[index]?.ok);
      }
    }
  });
});

describe("what is no term", () => {
  test.each([
    ...'a~a b.~{.~[1,.~[1 2].~<<256>>.~<<-1>>.~<<a>>.~"a.~\'a.~#{a}.~#{a => }.~A.~_.~$.~1#0.~37#1.~2#2.~16#.~1__0.~1_.~fun() -> 1 end.~[a|b].~"\\.~"\\x{110000}".~}.~,.~.'.split(
      "~",
    ),
    ..."foo(1).~1 + 1.~#Ref<0.1>.~<<1:8>>.~".split("~").filter((source) => source !== ""),
  ])("%s", (source) => {
    expect(() => readErlangTerms(source)).toThrow(Malformed);
  });

  test.each([
    "",
    "00",
    "83",
    "8300",
    "836b",
    "836b00ff61",
    "836d0000ffff",
    "836c0000000161",
    "8374000000ff",
    "8367",
    "8370",
    "835000000001ff",
    "83616100",
    "836c00000001610161",
    "8368ff",
  ])("%s as a binary", (hex) => expect(() => readErlangBinary(Buffer.from(hex, "hex"))).toThrow(Malformed));

  test("too deep, or a bomb", () => {
    expect(() => readErlangTerms("[".repeat(100_000))).toThrow("too deep");
    expect(() => readErlangBinary(Buffer.from(`83${"6801".repeat(100_000)}61`, "hex"))).toThrow("too deep");
    const nested = Buffer.from("836c7fffffff".padEnd(60, "0"), "hex");
    expect(() => readErlangBinary(nested)).toThrow(Malformed);
  });
});

test("mutated files are read or refused, never more", () => {
  const sample = Buffer.from(
    "g2gCaANkAANoZXhhAmEAdAAAAAZkAA5pbm5lcl9jaGVja3N1bW0AAAACYWJkAAhtYW5hZ2Vyc2wAAAACZAADbWl4ZAAJZXJsYW5nLm1ramQABG5hbWVtAAAABm15X3BrZ2QADm91dGVyX2NoZWNrc3VtbQAAAAJjZGQABHJlcG9tAAAABWhleHBtZAAHdmVyc2lvbm0AAAAFMS4yLjM=",
    "base64",
  );
  const mutation = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.nat(sample.length), (changes, end) => {
      const bytes = Buffer.from(sample);
      for (const [at, value] of changes) bytes[at] = value;
      for (const input of [bytes, bytes.subarray(0, end)]) {
        refusedOr(() => readErlangBinary(input));
        refusedOr(() => readErlangTerms(input.toString("latin1")));
      }
    }),
    { numRuns: 2000, seed: 5 },
  );
});

function refusedOr(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
}

test("names may be binaries, strings or atoms", () => {
  const [term] = readErlangTerms('[{<<"a">>,1},{"b",2},{c,3},{nil,4},5].');
  expect([...pairsOf(term)].map(([key]) => key)).toEqual(["a", "b", "c"]);
  expect(textOf({ kind: "atom", name: "nil" })).toBeUndefined();
});

function json(term: ErlangTerm): unknown {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  switch (term.kind) {
    case "atom":
      return { a: base64(Buffer.from(term.name)) };
    case "integer":
      return { i: String(term.value) };
    case "float": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(term.value);
      return { f: bytes.toString("hex").toUpperCase() };
    }
    case "binary":
      return { b: base64(term.bytes) };
    case "string":
      return [...term.value].map((character) => ({ i: String(character.codePointAt(0)) }));
    case "list":
      return term.items.map(json);
    case "tuple":
      return { t: term.items.map(json) };
    case "map":
      return { m: term.entries.map(([key, value]) => [json(key), json(value)]) };
  }
}

function ask(sources: readonly string[]): Answer[] {
  const script = fileURLToPath(new URL("terms.exs", import.meta.url));
  const output = execFileSync("elixir", ["--erl", "+fnu", script], {
    input: sources.map((source) => `${Buffer.from(source).toString("base64")}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
}
