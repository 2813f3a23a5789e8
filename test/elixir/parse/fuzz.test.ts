import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { MAX_DEPTH } from "../../../src/elixir/parse/parse.ts";
import type { Clause, Node, ParsedFile } from "../../../src/elixir/parse/tree.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { children } from "./children.ts";

const parse = await elixirParser();
const folder = fileURLToPath(new URL("../../fixtures/elixir/", import.meta.url));
const fixtures = readdirSync(folder).map((name) => readFileSync(folder + name, "utf8"));

/** What breaks code: delimiters, words that open and close, ends of tokens, characters that do not belong. */
const splinters = [
  ..."( ) [ ] { } << >> \" ' \"\"\" ''' #{ #{} } ~s( ~S[ ~w| %{ % & @ -> <- => | , ; : :: \\ . .. ... // ? ! ^ + - not".split(
    " ",
  ),
  ..."do end fn else after rescue catch when in and or nil use Rustler a: :a \\x \\u{ ?\\ 0x 1_ 1. 1.0e".split(" "),
  ...' |\n|\r|\t|\0|\u2028|\ufeff|\u{1f600}|\ud800|é|日|#|\n#|\\\n|\n"""\n|\n  |do\n|\nend\n'.split("|"),
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(40)),
  insert: fc.oneof(fc.constant(""), fc.constantFrom(...splinters)),
});

/** A piece of a fixture with some places changed. */
const broken = fc
  .record({
    text: fc.constantFrom(...fixtures),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(1500),
    changes: fc.array(change, { minLength: 1, maxLength: 6 }),
  })
  .map(({ text, from, length, changes }) => {
    const start = Math.floor(from * text.length);
    return changes.reduce(
      (piece, { at, remove, insert }) => {
        const place = Math.floor(at * piece.length);
        return piece.slice(0, place) + insert + piece.slice(place + remove);
      },
      text.slice(start, start + length),
    );
  });

describe("source that is broken", () => {
  test("never throws, and spans lie within one another", () => {
    fc.assert(
      fc.property(broken, (text) => checkTree(parse(new SourceFile("a.ex", text)), text)),
      { numRuns: 800 },
    );
  });

  test("made of nothing but splinters", () => {
    const texts = fc.array(fc.constantFrom(...splinters), { maxLength: 60 }).map((all) => all.join(""));
    fc.assert(
      fc.property(texts, (text) => checkTree(parse(new SourceFile("a.ex", text)), text)),
      { numRuns: 800 },
    );
  });

  test("of any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) =>
        checkTree(parse(new SourceFile("a.ex", text)), text),
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    "[",
    "]",
    "(",
    "f(",
    "%{a: ",
    "fn a -> ",
    "a do ",
    '"#{',
    "<<",
    "!",
    "a <> ",
    "a.",
    "~s(",
    '"""\n',
    "-> ",
  ])(
    "%j fifty thousand times over",
    (piece) => {
      const text = piece.repeat(50_000);
      checkTree(parse(new SourceFile("a.ex", text)), text);
    },
    120_000,
  );

  test("nested and closed again", () => {
    const text = `${"[".repeat(50_000)}${"]".repeat(50_000)}\n:after`;
    const parsed = parse(new SourceFile("a.ex", text));
    checkTree(parsed, text);
    expect(parsed.root.body.at(-1)).toMatchObject({ kind: "atom", value: "after" });
    expect(parsed.errors).toHaveLength(1);
  });
});

/** Fails where a tree is not what its type promises. */
function checkTree({ root, errors }: ParsedFile, text: string): void {
  if (root.span.start !== 0 || root.span.end !== text.length) throw new Error("the root is not the whole file");
  let end = 0;
  for (const error of errors) {
    if (error.start < end || error.end < error.start || error.end > text.length)
      throw new Error("errors are not in order");
    end = error.end;
  }
  let level: readonly (Node | Clause)[] = [root];
  let depth = 0;
  for (; level.length > 0; depth += 1) level = level.flatMap((node) => checkNode(node, errors, text));
  if (depth > 2 * MAX_DEPTH) throw new Error(`nested ${depth} deep`);
}

function checkNode(node: Node | Clause, errors: ParsedFile["errors"], text: string): readonly (Node | Clause)[] {
  const { start, end } = node.span;
  if (start > end) throw new Error(`a span ends before it starts: ${describeNode(node, text)}`);
  const below = children(node);
  for (const child of below) {
    if (child.span.start < start || child.span.end > end) {
      throw new Error(`${describeNode(child, text)} is not within ${describeNode(node, text)}`);
    }
  }
  if ("kind" in node && node.kind === "error") {
    if (node.text !== text.slice(start, end)) throw new Error("an error has another text");
    if (!errors.some((error) => error.start <= start && end <= error.end)) throw new Error("an error is not listed");
  }
  return below;
}

function describeNode(node: Node | Clause, text: string): string {
  const { start, end } = node.span;
  return `${"kind" in node ? node.kind : "clause"} ${start}-${end} ${JSON.stringify(text.slice(start, end))}`;
}
