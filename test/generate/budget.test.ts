import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import { generate } from "../../src/index.ts";
import { measuredFileSystem } from "../../src/ports/measured-file-system.ts";
import { nodeFileSystem } from "../../src/ports/node-file-system.ts";
import { BudgetExceeded, type Resource, RunBudget } from "../../src/ports/run-budget.ts";
import { temporaryFolder } from "../cli/support/project.ts";

const mix = (options: string, rest = ""): string =>
  `defmodule A.MixProject do\n  use Mix.Project\n  def project, do: [app: :a, version: "0.1.0", ${options}]\n${rest}end\n`;

function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries({ "mix.exs": mix("deps: []"), "mix.lock": "%{}\n", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a run that is given so much comes to: "fine", or the resource that did not suffice, with the place. */
async function ending(folder: string, budget: Partial<Record<Resource, number>>): Promise<readonly string[]> {
  try {
    await generate({ project: folder, offline: true, env: {}, budget });
    return ["fine"];
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
    const { code, place, args } = error.diagnostic;
    return [code, place.file.slice(folder.length + 1), args["limit"] ?? "", args["what"]?.split(" ")[0] ?? ""];
  }
}

const many = (count: number, name: (index: number) => string, text: (index: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), text(index)]));

test.each<[string, Readonly<Record<string, string>>, Partial<Record<Resource, number>>, readonly string[]]>([
  [
    "sources in many folders",
    {
      ...many(
        200,
        (at) => `lib/d${at % 10}/f${at}.ex`,
        () => "x\n",
      ),
      "native/a/x": "",
    },
    { files: 100 },
    ["budget-exceeded", "lib", "100", "files"],
  ],
  [
    "one folder of many files",
    {
      ...many(
        200,
        (at) => `lib/f${at}.txt`,
        () => "",
      ),
      "native/a/x": "",
    },
    { entries: 150 },
    ["budget-exceeded", "lib", "150", "looks"],
  ],
  [
    "one large file",
    { "lib/large.ex": "x".repeat(5000), "lib/small.ex": "x", "native/a/x": "" },
    { bytes: 4000 },
    ["budget-exceeded", "lib/large.ex", "4,000", "characters"],
  ],
  [
    "configuration that computes",
    { "config/config.exs": "import Config\nfor n <- 1..30_000, do: n + n\n" },
    { steps: 20_000 },
    ["budget-exceeded", "config/config.exs", "20,000", "steps"],
  ],
  [
    "a file that imports many, each of which costs",
    {
      "config/config.exs": `import Config\n${Array.from({ length: 20 }, (_, at) => `import_config "c${at}.exs"\n`).join("")}`,
      ...many(
        20,
        (at) => `config/c${at}.exs`,
        () => "import Config\nfor n <- 1..2000, do: n + n\n",
      ),
    },
    { steps: 60_000 },
    ["budget-exceeded", "config", "60,000", "steps"],
  ],
  [
    "many path dependencies",
    {
      "mix.exs": mix(`deps: [${Array.from({ length: 20 }, (_, at) => `{:d${at}, path: "libs/d${at}"}`).join(", ")}]`),
      ...many(
        20,
        (at) => `libs/d${at}/mix.exs`,
        (at) => mix("deps: []").replace(":a,", `:d${at},`),
      ),
    },
    { steps: 90_000 },
    ["budget-exceeded", "libs", "90,000", "steps"],
  ],
])("beyond what a run may take, the costliest is named: %s", async (_what, files, budget, expected) => {
  const folder = project(files);
  expect(await ending(folder, budget)).toEqual(expected);
  expect(await ending(folder, {})).toEqual(["fine"]);
});

test("text for which the parser's operations are no measure is given up, and costs by its time", async () => {
  const folder = project({ "config/config.exs": `import Config\n${"& , ".repeat(50_000)}\n` });
  const { diagnostics } = await generate({ project: folder, offline: true, env: {} });
  expect(diagnostics.map(({ code }) => code)).toContain("elixir-too-large");
  expect(await ending(folder, { steps: 500_000 })).toEqual([
    "budget-exceeded",
    "config/config.exs",
    "500,000",
    "steps",
  ]);
});

test("once exceeded, nothing is read any more, whoever took the first refusal for an answer", () => {
  const folder = project({});
  const fs = measuredFileSystem(nodeFileSystem, new RunBudget({ files: 1 }));
  expect(fs.readText(join(folder, "mix.exs"))).toBeDefined();
  for (let time = 0; time < 3; time++) expect(() => fs.readText(join(folder, "mix.lock"))).toThrow(BudgetExceeded);
});

test("what is counted", () => {
  const folder = project({ "lib/a.ex": "abc", "lib/b.ex": "" });
  symlinkSync("a.ex", join(folder, "lib/c.ex"));
  const budget = new RunBudget();
  const fs = measuredFileSystem(nodeFileSystem, budget);
  fs.list(join(folder, "lib"));
  fs.exists(join(folder, "none"));
  fs.isDirectory(folder);
  fs.realPath(folder);
  fs.readText(join(folder, "lib/a.ex"));
  fs.readText(join(folder, "none"));
  expect((["files", "entries", "bytes", "steps"] as const).map((resource) => budget.spent(resource))).toEqual([
    2, 7, 3, 0,
  ]);
});

test("a link to all of the machine is a file to git, and nothing behind it is looked at", async () => {
  const folder = project({ ".git/HEAD": "ref: refs/heads/main\n", ".git/objects/x": "", "lib/b.ex": "" });
  symlinkSync("/", join(folder, "lib/a.ex"));
  symlinkSync("/", join(folder, "priv"));
  const { unseen } = await generate({ project: folder, offline: true, env: {}, budget: { entries: 300 } });
  expect(unseen.length).toBeGreaterThan(0);
});
