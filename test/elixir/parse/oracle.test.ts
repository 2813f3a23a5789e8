import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { elixirQuotes, hasElixir } from "./oracle/elixir.ts";
import { type Quoted, toQuoted } from "./oracle/quoted.ts";
import { programs } from "./oracle/sources.ts";

const folder = fileURLToPath(new URL("../../fixtures/elixir/", import.meta.url));
const fixtures = readdirSync(folder).map((name) => [name, readFileSync(folder + name, "utf8")] as const);

/** The same code in other places: the grammar reads it in other states there. */
const around: Readonly<Record<string, (text: string) => string>> = {
  "at the top": (text) => text,
  "with CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "in a do-block": (text) => `defmodule X do\n${text}\nend\n`,
  "in a clause": (text) => `case x do\n  first ->\n${text}\n  input ->\n    z\nend\n`,
  "in fn": (text) => `f(fn -> ${text}\n end)`,
  "in parentheses": (text) => `(\n${text}\n)`,
};

const seed = Number(process.env["NIF2NIX_SEED"] ?? 1);
const generated = fc.sample(programs(), { seed, numRuns: 1500 });
const sources = Object.values(around).flatMap((wrap) => fixtures.map(([, text]) => wrap(text)));

describe.skipIf(!hasElixir())("Elixir's own parser", async () => {
  const parse = await elixirParser();
  const quotes = hasElixir() ? elixirQuotes([...sources, ...generated]) : [];

  for (const [at, [place, wrap]] of Object.entries(around).entries()) {
    test.each(fixtures.map(([name, text], index) => [name, wrap(text), index] as const))(
      `agrees on %s ${place}`,
      (_name, text, index) => compare(text, quotes[at * fixtures.length + index] as Quoted),
    );
  }

  test("agrees on generated programs", () => {
    let accepted = 0;
    for (const [at, text] of generated.entries()) {
      // `& 1 + 2` is `&(1 + 2)` since 1.15, and was `(&1) + 2`. Neither is a function.
      if (/& +\d/.test(text)) continue;
      const theirs = quotes[sources.length + at] as Quoted;
      if (isRejected(theirs)) continue;
      accepted += 1;
      compare(text, theirs);
    }
    expect(accepted).toBeGreaterThan(generated.length / 2);
  });

  function compare(text: string, theirs: Quoted): void {
    const file = new SourceFile("source.exs", text);
    const parsed = parse(file);
    if (isRejected(theirs)) expect.fail(`Elixir rejects it: ${JSON.stringify(theirs)}\n${text}`);
    if (parsed.errors.length > 0) {
      const places = parsed.errors.map(({ start, end }) => text.slice(start, end));
      expect.fail(`does not parse: ${JSON.stringify(places)}\n${text}`);
    }
    // Elixir counts columns in characters, and some versions count `\#{` wrongly
    const places = !/[^\0-\x7f]|\\#\{/.test(text);
    const [ours, expected] = [toQuoted(parsed, file), theirs].map((quoted) => comparable(quoted, places));
    if (ours !== expected) expect(ours && JSON.parse(ours), text).toEqual(expected && JSON.parse(expected));
  }
});

function isRejected(quoted: Quoted): boolean {
  return typeof quoted === "object" && "error" in quoted;
}

function comparable(quoted: Quoted, places: boolean): string {
  return JSON.stringify(quoted, (key, value: unknown) => (key === "at" && !places ? undefined : value));
}
