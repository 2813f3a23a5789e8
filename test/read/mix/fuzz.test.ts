import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FatalDiagnostic, type Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { readFiles } from "./reading.ts";

/** Whatever is done to the files of a project: it is read in a moment, and every finding has a place. */
const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
const read = (path: string): string => readFileSync(`${fixtures}/${path}`, "utf8");
const mixes = readdirSync(`${fixtures}/mix`).map((name) => read(`mix/${name}/mix.exs`));
const repos = process.env["NIF2NIX_CORPUS_REPOS"];
const real = (repos === undefined ? [] : readdirSync(repos))
  .map((name) => `${String(repos)}/${name}/mix.exs`)
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, "utf8"));
const configs = readdirSync(`${fixtures}/config`)
  .filter((name) => name.endsWith(".exs"))
  .map((name) => read(`config/${name}`));
const lock = `%{
  "jason": {:hex, :jason, "1.4.1", "${"0".repeat(64)}", [:mix], [{:decimal, "~> 2.0", [hex: :decimal, optional: true]}], "hexpm", "${"0".repeat(64)}"},
  "plug": {:git, "https://example.com/plug.git", "${"0".repeat(40)}", [branch: "main"]},
}
`;

const pieces = [
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  "do",
  "end",
  "fn",
  "->",
  '"',
  "#{",
  "|>",
  "++",
  "nil",
  ",",
  ":a",
  "@x",
  "%{",
  "|",
  "\u0000",
  "é",
  "<<",
  "~w(",
  "Mix.env()",
  "deps()",
  "1.0",
  "\n",
];

type Edit = (text: string) => string;
const at = fc.double({ min: 0, max: 1, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(at, fc.constantFrom(...pieces)).map(([place, piece]): Edit => (text) => {
    const index = Math.floor(place * text.length);
    return text.slice(0, index) + piece + text.slice(index);
  }),
  fc.tuple(at, fc.integer({ min: 1, max: 80 })).map(([place, length]): Edit => (text) => {
    const index = Math.floor(place * text.length);
    return text.slice(0, index) + text.slice(index + length);
  }),
  fc.tuple(at, at, fc.integer({ min: 1, max: 200 })).map(([from, to, length]): Edit => (text) => {
    const start = Math.floor(from * text.length);
    const index = Math.floor(to * text.length);
    return text.slice(0, index) + text.slice(start, start + length) + text.slice(index);
  }),
);
const edited = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((current, one) => one(current), text));

test("mutated projects are read, or refused with a place", async () => {
  const inputs = fc.record({
    mix: edited([...mixes, ...real]),
    child: edited(mixes),
    config: edited(configs),
    rebar: edited(['{deps, [{jason, "1.0"}, cowboy]}.\n{profiles, [{test, [{deps, []}]}]}.\n']),
    tools: edited(["elixir 1.17.3\nerlang 27.0\n"]),
    toml: edited(['[tools]\nelixir = ["1.17.3"]\n']),
  });
  await fc.assert(
    fc.asyncProperty(inputs, async ({ mix, child, config, rebar, tools, toml }) => {
      const findings = await findingsOf({
        "/p/mix.exs": mix,
        "/p/mix.lock": lock,
        "/p/config/config.exs": config,
        "/p/config/prod.exs": config,
        "/p/apps/a/mix.exs": child,
        "/p/apps/b/mix.exs": child,
        "/p/libs/inner/mix.exs": child,
        "/p/vendor/local/mix.exs": child,
        "/p/deps/plug/rebar.config": rebar,
        "/p/.tool-versions": tools,
        "/p/mise.toml": toml,
        "/p/VERSION": "1.0.0",
      });
      for (const { place } of findings) {
        expect(place.file).not.toBe("");
        expect(place.line).toBeGreaterThanOrEqual(1);
        expect(place.column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: Number(process.env["NIF2NIX_RUNS"] ?? 250), interruptAfterTimeLimit: 15_000 },
  );
});

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  try {
    return (await readFiles(files)).diagnostics;
  } catch (error) {
    if (error instanceof FatalDiagnostic) return [error.diagnostic];
    throw error;
  }
}
