import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Binding, Expr } from "../../src/nix/ast.ts";
import { bind, bool, call, id, int, list, nil, path, select, set, str } from "../../src/nix/build.ts";
import { printNix } from "../../src/nix/print.ts";
import { hostileText } from "./arbitrary.ts";
import { evaluate, hasNix } from "./nix.ts";

const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);

/** A tree that is data, and its value. */
type Datum = readonly [Expr, unknown];

const text: fc.Arbitrary<Datum> = hostileText.map((value): Datum => [str(value), value]);

/** A string with strings interpolated in it. */
const pieces: fc.Arbitrary<Datum> = fc
  .array(fc.tuple(hostileText, fc.boolean()), { maxLength: 5 })
  .map((parts): Datum => [
    str(...parts.map(([part, interpolated]) => (interpolated ? str(part) : part))),
    parts.map(([part]) => part).join(""),
  ]);

const key = fc.oneof(hostileText, fc.constantFrom("a", "b-c", "if", "or", "rec", "1", ""));

const { datum } = fc.letrec<{ datum: Datum }>((tie) => ({
  datum: fc.oneof(
    { depthSize: "small" },
    text,
    pieces,
    fc.maxSafeInteger().map((value): Datum => [int(value), value]),
    fc.boolean().map((value): Datum => [bool(value), value]),
    fc.constant<Datum>([nil, null]),
    fc
      .array(tie("datum"), { maxLength: 4 })
      .map((items): Datum => [list(items.map(([expr]) => expr)), items.map(([, value]) => value)]),
    fc
      .uniqueArray(fc.tuple(key, tie("datum"), fc.option(hostileText, { nil: undefined })), {
        maxLength: 4,
        selector: ([name]) => name,
      })
      .map((entries): Datum => [
        set(entries.map(([name, [expr]], index): Binding => bind(name, expr, entries[index]?.[2]))),
        Object.fromEntries(entries.map(([name, [, value]]) => [name, value])),
      ]),
  ),
}));

function valueOf(body: Expr, header: readonly string[] = []): unknown {
  return evaluate(printNix({ header, body })).value;
}

describe.skipIf(!hasNix)("Nix evaluates what is printed to what went in", () => {
  test("data of any kind", () => {
    const data = fc.sample(datum, { numRuns: 3000, seed });
    const found = valueOf(list(data.map(([expr]) => expr))) as unknown[];
    expect(found).toHaveLength(data.length);
    for (const [index, [expr, value]] of data.entries())
      expect(found[index], printNix({ header: [], body: expr })).toEqual(value);
  });

  test("every character that text can hold, alone and in the middle", () => {
    const characters = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code + 1)).concat(
      "\ufeff",
      "😀",
      "\u{10ffff}",
    );
    expect(valueOf(list(characters.map((value) => str(value, "a", value))))).toEqual(
      characters.map((value) => `${value}a${value}`),
    );
  });

  test("every short run of the characters that mean something", () => {
    const marks = ["$", "{", "'", "\\", '"', "\n", " ", "x"];
    const runs = marks.flatMap((a) => marks.flatMap((b) => marks.flatMap((c) => marks.map((d) => a + b + c + d))));
    expect(valueOf(list(runs.map((run) => str(run))))).toEqual(runs);
    expect(valueOf(list(runs.map((run) => str(run, str("!"), run))))).toEqual(runs.map((run) => `${run}!${run}`));
  });

  test("paths", () => {
    const paths = [
      "./deps.nix",
      "../.",
      ".",
      "..",
      "",
      "./.",
      "../../rust/Cargo.lock",
      "native/my nif/Cargo.toml",
      "./a b",
      "../ü/x",
      "x/${y}/z",
      'q"q',
      "a//b/",
      "./a/../b",
      "../a b/../c",
      "~/x",
      "<x>",
      "a:b",
      "-x",
      "+x/y",
      "...",
      ".a",
    ];
    const tree = list(paths.map((each) => call(id("toString"), path(each))));
    const { value, folder } = evaluate(printNix({ header: [], body: tree }));
    expect(value).toEqual(paths.map((each) => resolve(folder, each)));
  });

  test("negative numbers beside others", () => {
    expect(valueOf(list([int(-1), int(2), int(-0), int(Number.MIN_SAFE_INTEGER)]))).toEqual([
      -1,
      2,
      0,
      Number.MIN_SAFE_INTEGER,
    ]);
    expect(valueOf(call(id("toString"), int(-5)))).toBe("-5");
  });
});

const payloads = [
  '${abort "out"}',
  '"; abort "out"; x = "',
  '" + abort "out" + "',
  "'' + abort \"out\" + ''",
  "''${abort \"out\"}",
  '$${abort "out"}',
  '\\${abort "out"}',
  '\\"${abort "out"}',
  "''\\${abort \"out\"}",
  '\'${abort "out"}',
  "'''${abort \"out\"}",
  '\n} (abort "out") {\n',
  '\r} (abort "out") {',
  '*/ abort "out" /*',
  '# abort "out"',
];

/** Each payload would end the evaluation where it got out of the string, name, path or comment that it is in. */
describe.skipIf(!hasNix)("text stays text", () => {
  test.each(payloads)("%j", (payload) => {
    const tree = set([
      bind("string", str(payload), payload),
      bind("around", str(payload, str(payload), payload)),
      bind("split", str(...payload)),
      bind(payload, set([bind(["x", payload], int(1))])),
      bind("selected", select(set([bind(payload, int(2))]), payload)),
      { kind: "inherit", from: set([bind(`${payload}2`, int(3))]), names: [`${payload}2`], comment: payload },
      bind("path", call(id("baseNameOf"), path(`a/${payload.replaceAll("/", "")}`))),
    ]);
    expect(valueOf(tree, [payload, `a\n${payload}`])).toEqual({
      string: payload,
      around: payload.repeat(3),
      split: payload,
      [payload]: { x: { [payload]: 1 } },
      selected: 2,
      [`${payload}2`]: 3,
      path: payload.replaceAll("/", ""),
    });
  });
});

describe("what Nix cannot hold is refused with a reason", () => {
  test.each([
    ["NUL in a string", str("a\0b"), "a Nix string cannot hold NUL"],
    ["NUL in a name", set([bind("a\0", nil)]), "a Nix string cannot hold NUL"],
    ["NUL in a path", path("a\0"), "a Nix string cannot hold NUL"],
    ["half of a surrogate pair", str("\ud800"), "half of a surrogate pair"],
    ["an absolute path", path("/etc/passwd"), "a path in Nix must be relative"],
    ["a variable that is no word", id("a b"), "not a Nix identifier"],
    ["a variable that is a keyword", id("then"), "not a Nix identifier"],
    ["a fraction", int(1.5), "not an integer"],
    ["an integer that lost digits", int(2 ** 53), "not an integer"],
    [
      "inheriting what no variable can be called",
      set([{ kind: "inherit", from: null, names: ["a b"] }]),
      "not a Nix identifier",
    ],
    ["a binding without a name", set([bind([], nil)]), "a binding without a name"],
  ])("%s", (_, body, message) => {
    expect(() => printNix({ header: [], body })).toThrow(message);
  });
});
