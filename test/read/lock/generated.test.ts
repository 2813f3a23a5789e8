import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Diagnostics, FatalDiagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { readLock } from "../../../src/read/lock/read-lock.ts";
import { elixirReads, hasElixir, weRead, type Reading } from "./oracle.ts";

const seed = 20_240_601;
const fixtures = new URL("../../fixtures/locks/", import.meta.url);
const locks = readdirSync(fixtures)
  .filter((name) => name.endsWith(".mix.lock"))
  .map((name) => readFileSync(new URL(name, fixtures), "utf8"));

describe.skipIf(!hasElixir)("generated terms", () => {
  test("are read as Elixir reads them", () => {
    const sources = fc.sample(term, { numRuns: 1500, seed });
    const readings = elixirReads(sources);
    for (const [index, source] of sources.entries()) {
      expect(readings[index], source).toHaveProperty("ok");
      expect(weRead(source), source).toEqual(readings[index]);
    }
  });
});

describe("mutated locks", () => {
  const sources = fc.sample(mutated, { numRuns: 4000, seed });

  test("never crash the reader, and every diagnostic has a place in the file", () => {
    let accepted = 0;
    for (const source of sources) {
      const lines = source.split("\n");
      const diagnostics = new Diagnostics();
      const found = [];
      try {
        readLock(new SourceFile("mix.lock", source), diagnostics);
        accepted++;
      } catch (error) {
        if (!(error instanceof FatalDiagnostic)) throw error;
        found.push(error.diagnostic);
      }
      for (const { place, code } of [...found, ...diagnostics.list]) {
        const line = lines[place.line - 1];
        expect(line, `${code} in ${source}`).toBeDefined();
        expect(place.column).toBeGreaterThanOrEqual(1);
        expect(place.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
      }
    }
    // Both must happen often enough for the test to mean something.
    expect(accepted).toBeGreaterThan(sources.length / 20);
    expect(accepted).toBeLessThan((sources.length * 19) / 20);
  });

  test("are read alike by the general reader, to which a backslash in a comment leaves every line", () => {
    for (const source of sources) expect(outcome(`# /\n${source}`), source).toEqual(outcome(`# \\\n${source}`));
  });

  test.skipIf(!hasElixir)("are accepted where Elixir accepts them, and with the same value", () => {
    const readings = elixirReads(sources);
    for (const [index, source] of sources.entries()) {
      const theirs = readings[index] as Reading;
      const ours = weRead(source);
      if ("ok" in theirs && /"""|'''/.test(source) && !("ok" in ours)) continue;
      if ("ok" in theirs || "ok" in ours) expect(ours, source).toEqual(theirs);
    }
  });
});

function outcome(source: string): unknown {
  const diagnostics = new Diagnostics();
  try {
    return [[...readLock(new SourceFile("mix.lock", source), diagnostics)], diagnostics.list];
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
    return [error.diagnostic, diagnostics.list];
  }
}

/** Sources of literals, with blanks, comments and commas wherever Elixir allows them. */
const term: fc.Arbitrary<string> = fc.letrec<{ value: string; key: string }>((tie) => {
  const gap = fc.constantFrom("", "", " ", "\n", "\t ", "\r\n", " # note\n", "\\\n");
  const name = fc.stringMatching(/^[a-z_][A-Za-z0-9_@]{0,8}[?!]?$/);
  const escape = fc.constantFrom(
    "\\n",
    '\\"',
    "\\'",
    "\\\\",
    "\\x41",
    "\\u00e9",
    "\\u{1F600}",
    "\\#{x}",
    "#",
    "\\e",
    "\\z",
    "\\\n",
    "é",
    "\n",
  );
  const inside = fc
    .array(fc.oneof(escape, fc.stringMatching(/^[ !$-&(-[\]-~]{0,6}$/)), { maxLength: 4 })
    .map((parts) => parts.join(""));
  const text = fc
    .oneof(
      inside.map((words) => `"${words}"`),
      inside.map((words) => `'${words}'`),
    )
    .filter((quoted) => !/^("""|''')/.test(quoted));
  const atom = fc.oneof(
    name.map((word) => `:${word}`),
    inside.map((words) => `:"${words}"`),
    fc.constantFrom("nil", "true", "false", ":+", ":<<>>", ":.."),
  );
  const number = fc.oneof(
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
    fc.nat(0xffff).map((value) => `0x${value.toString(16)}`),
    fc
      .tuple(fc.nat(99), fc.nat(999), fc.integer({ min: -30, max: 30 }))
      .map(([whole, part, power]) => `${whole}.${part}e${power}`),
    fc.constantFrom("1_000", "?a", "?\\n", "+ 1", "- 2.5"),
  );
  const comma = fc.tuple(fc.constantFrom("", " ", "\t"), gap).map(([before, after]) => `${before},${after}`);
  const items = (open: string, close: string, most: number, item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(gap, fc.array(item, { maxLength: most }), comma, fc.boolean(), gap)
      .map(([start, all, separator, trailing, end]) => {
        const last = trailing && all.length > 0 ? separator : end;
        return `${open}${start}${all.join(separator)}${last}${close}`;
      });
  const pair = fc
    .tuple(tie("key"), fc.constantFrom(" ", "\n", "\t"), gap, tie("value"))
    .map(([key, blank, more, value]) => `${key}:${blank}${more}${value}`);
  const arrow = fc
    .tuple(tie("value"), gap, gap, tie("value"))
    .map(([key, before, after, value]) => `${key}${before || " "}=>${after}${value}`);
  return {
    key: fc
      .oneof(
        name,
        inside.map((words) => `"${words}"`),
        fc.constantFrom("+", "<<>>", "do", "Foo"),
      )
      .filter((key) => !key.startsWith('"""')),
    value: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.oneof(text, atom, number),
      items("[", "]", 4, tie("value")),
      items("[", "]", 3, pair),
      items("{", "}", 4, tie("value")),
      items("%{", "}", 3, pair),
      items("%{", "}", 3, arrow),
      fc.tuple(gap, tie("value"), gap).map(([before, value, after]) => `(${before}${value}${after})`),
    ),
  };
}).value;

/** A lock with a few bytes flipped, cut out or put in. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...locks),
    fc.array(
      fc.tuple(
        fc.nat(1_000_000),
        fc.constantFrom("flip", "cut", "insert", "truncate", "repeat"),
        fc.constantFrom(
          ..." \n\r\t,;:\"'{}[]()%=>#\\@?!-+.0a~&|<\0é\u202e",
          "=>",
          "%{",
          "\\x",
          "\\u",
          "<<<<<<<",
          "\n=======\n",
          "nil",
          "#{",
          ", ",
          ": ",
        ),
        fc.nat(12),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([lock, changes]) =>
    changes.reduce((text, [at, how, what, size]) => mutate(text, at % (text.length + 1), how, what, size), lock),
  );

function mutate(text: string, at: number, how: string, what: string, size: number): string {
  const before = text.slice(0, at);
  switch (how) {
    case "flip":
      return before + String.fromCharCode((text.charCodeAt(at) || 0x20) ^ (1 << (size % 7))) + text.slice(at + 1);
    case "cut":
      return before + text.slice(at + size);
    case "insert":
      return before + what + text.slice(at);
    case "truncate":
      return size < 3 ? before : text;
    default:
      return before + text.slice(at, at + size) + text.slice(at);
  }
}
