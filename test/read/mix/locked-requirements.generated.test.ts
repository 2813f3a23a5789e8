import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { askMix, hasElixir } from "./oracle.ts";
import { read } from "./reading.ts";

/** Random locks whose entries need not fit: Mix's own converger says which of them it refuses. */
const packages = ["h0", "h1", "h2", "h3", "h4"] as const;

const version = fc.constantFrom("1.0.0", "1.0.0", "1.2.3", "1.10.0", "2.0.0-rc.1", "2.0.0", "0.9.1");
const wish = fc.record({
  step: fc.integer({ min: 1, max: 4 }),
  requirement: fc.constantFrom(
    "~> 1.0",
    "~> 1.0",
    ">= 0.0.0",
    "~> 1.2",
    "~> 1.2.0",
    ">= 1.2.3",
    "~> 2.0",
    "~> 2.0.0-rc",
    "== 1.0.0",
    "~> 0.9 or ~> 1.0",
    "> 1.0.0 and != 1.2.3",
  ),
  optional: fc.constantFrom(false, false, false, true),
});
const projects = fc.record({
  versions: fc.array(version, { minLength: 5, maxLength: 5 }),
  requires: fc.array(fc.uniqueArray(wish, { selector: ({ step }) => step, maxLength: 2 }), {
    minLength: 5,
    maxLength: 5,
  }),
  declared: fc.uniqueArray(fc.tuple(fc.constantFrom(...packages), fc.constantFrom(false, false, false, true)), {
    selector: ([app]) => app,
    minLength: 1,
    maxLength: 3,
  }),
});
type Spec = typeof projects extends fc.Arbitrary<infer T> ? T : never;

const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);
const specs = fc.sample(projects, { numRuns: 250, seed });
const base = mkdtempSync(join(tmpdir(), "nif2nix-requirements-"));
afterAll(() => rmSync(base, { recursive: true, force: true }), 60_000);

describe.skipIf(!hasElixir)("what locked packages ask of one another", () => {
  specs.forEach((spec, index) => writeProject(join(base, String(index)), spec));
  const { answers } = askMix(
    specs.map((_, index) => ({ kind: "closure", path: join(base, String(index)), env: "prod" })),
  );

  test(`is refused where Mix's converger refuses it (seed ${seed})`, async () => {
    expect([...new Set(answers.flatMap((answer) => answer.error ?? []))]).toEqual([]);
    let refused = 0;
    for (const index of specs.keys()) {
      const folder = join(base, String(index));
      const { diagnostics } = await read(folder, "prod", base);
      const ours = diagnostics
        .filter(({ code }) => code === "lock-requirement-unmet")
        .map(({ args }) => String(args["app"]));
      const mix = answers[index].diverged.map(([app]: [string]) => app);
      const files = ["mix.exs", "mix.lock"].map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
      expect([...new Set(ours)].sort(), files).toEqual([...new Set(mix)].sort());
      if (mix.length > 0) refused++;
    }
    expect(refused).toBeGreaterThan(specs.length / 10);
    expect(refused).toBeLessThan(specs.length / 1.2);
  });
});

function writeProject(folder: string, { versions, requires, declared }: Spec): void {
  const deps = declared.map(([app, override]) => `{:${app}, ">= 0.0.0-a"${override ? ", override: true" : ""}}`);
  write(
    `${folder}/mix.exs`,
    `defmodule M${folder.replace(/\W/g, "_")}.MixProject do
  use Mix.Project
  def project, do: [app: :root, version: "1.0.0", deps: [${deps.join(", ")}]]
end
`,
  );
  const sum = "0".repeat(64);
  const lock = packages.map((name, index) => {
    const list = (requires[index] ?? []).flatMap(({ step, requirement, optional }) => {
      const app = packages[index + step];
      return app === undefined
        ? []
        : [`{:${app}, "${requirement}", [hex: :${app}, repo: "hexpm", optional: ${optional}]}`];
    });
    return `  "${name}": {:hex, :${name}, "${versions[index]}", "${sum}", [:mix], [${list.join(", ")}], "hexpm", "${sum}"},\n`;
  });
  write(`${folder}/mix.lock`, `%{\n${lock.join("")}}\n`);
  // Mix asks what was compiled for its version, and from 1.18 on counts as fetched just now what has no file of its compilation.
  for (const [index, name] of packages.entries()) {
    const built = `${folder}/_build/prod/lib/${name}`;
    write(
      `${built}/ebin/${name}.app`,
      `{application,${name},[{vsn,"${versions[index]}"},{modules,[]},{applications,[]}]}.\n`,
    );
    write(`${built}/.mix/compile.fetch`, "");
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
