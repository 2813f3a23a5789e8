import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Diagnostics, FatalDiagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { readProject } from "../../../src/read/read-project.ts";
import { memoryFileSystem } from "../cargo/memory.ts";
import { fixtures } from "./oracle.ts";

const parse = await elixirParser();
const pieces = [
  "",
  "use Rustler",
  "do",
  "end",
  "[",
  "}",
  '"',
  "quote do",
  "unquote(",
  "defmacro x do",
  "->",
  "@a ",
  "#{",
  "\n",
  "use ",
];

/** The text with some pieces cut out and others put in. */
const mutated = (text: string) =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(30), fc.constantFrom(...pieces)), { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), text));

function filesOf(folder: string, at = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(join(folder, at))) {
    const path = join(at, name);
    if (statSync(join(folder, path)).isDirectory()) Object.assign(files, filesOf(folder, path));
    else files[`/p/${path}`] = readFileSync(join(folder, path), "utf8");
  }
  return files;
}

test.each(["forms", "configured", "precompiled", "uncertain"])(
  "mutated sources of %s never crash the finder",
  async (name) => {
    const real = filesOf(join(fixtures, name));
    const sources = Object.keys(real).filter((path) => /\.exs?$/.test(path));
    const change = fc
      .constantFrom(...sources)
      .chain((path) => mutated(real[path] as string).map((text) => ({ path, text })));
    await fc.assert(
      fc.asyncProperty(change, async ({ path, text }) => {
        const diagnostics = new Diagnostics();
        const fs = memoryFileSystem({ ...real, [path]: text });
        try {
          const { nifs } = await readProject({ project: "/p", limit: "/p", fs, parse, diagnostics });
          for (const nif of nifs) expect(nif.line).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof FatalDiagnostic)) throw error;
          diagnostics.list.push(error.diagnostic);
        }
        for (const { place } of diagnostics.list) {
          expect(place.file).not.toBe("");
          expect(place.line).toBeGreaterThan(0);
          expect(place.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  },
);
