import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { explainLog } from "../../src/build/explain-log.ts";
import { type KnownFailure, TOPICS } from "../../src/build/failures/failure.ts";
import { knownFailures } from "../../src/build/failures/table.ts";
import { linesOf } from "../../src/build/log/clean-line.ts";
import { parseTemplate } from "../../src/build/log/template.ts";
import { codes } from "../../src/diagnostics/codes.ts";
import { logNames, logText } from "./logs.ts";

const pages = new URL("../../docs/failures/", import.meta.url);
const MORE = "\n## More\n";

test("no name is given twice, and none is that of a finding", () => {
  const names = knownFailures.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at || Object.hasOwn(codes, name))).toEqual([]);
});

test("every page belongs to a failure", () => {
  expect(readdirSync(pages).toSorted()).toEqual(knownFailures.map(({ name }) => `${name}.md`).toSorted());
});

// Renewed, as the pages are, with: npx vitest run test/build/failures.test.ts -u
test("docs/failures.md lists every failure by what it prints", async () => {
  const topics = Object.entries(TOPICS).flatMap(([topic, title]) => [
    `## ${title}`,
    "",
    "| what the log says | page |",
    "| --- | --- |",
    ...knownFailures
      .filter((failure) => failure.topic === topic)
      .map(({ name, symptom }) => `| ${symptom.replaceAll("|", "\\|")} | [${name}](failures/${name}.md) |`),
    "",
  ]);
  const text = [
    "# Failures of builds",
    "",
    "What builds of Elixir projects with native code print when they fail, and why. `nif2nix build` says so by itself;",
    "`nif2nix explain --log FILE` reads any other log: of `nix build`, CI, Docker or `mix compile`.",
    "",
    ...topics,
  ].join("\n");
  await expect(`${text.trimEnd()}\n`).toMatchFileSnapshot("../../docs/failures.md");
});

describe.each(knownFailures)("$name", (failure) => {
  test("has signs that can be read, and sentences", () => {
    expect(failure.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(failure.signs.length).toBeGreaterThan(0);
    for (const { line } of failure.signs) {
      const { literals } = parseTemplate(line);
      // What is looked for first has to be rare, or every line of a log would be taken apart.
      expect(Math.max(...literals.map((literal) => literal.length))).toBeGreaterThanOrEqual(8);
      expect(literals[0]?.length).toBeGreaterThan(0);
    }
    for (const sentence of [failure.cause, failure.remedy]) expect(sentence).toMatch(/[.!?]$/);
    expect(failure.symptom).not.toMatch(/\.$/);
  });

  test("has a page: what it looks like, what it means, how to fix it", async () => {
    await expect(pageHead(failure) + writtenByHand(failure)).toMatchFileSnapshot(pathOf(failure));
  });
});

/** The page as far as the table and a recorded log make it. */
function pageHead({ name, symptom }: KnownFailure): string {
  const logs = logNames("known").filter((each) => each.split(".")[0] === name);
  const log = logs.toSorted((one, other) => one.length - other.length)[0] as string;
  const { explanation, end } = explainLog(linesOf(logText(`known/${log}`)));
  if (explanation === undefined) throw new Error(`the log ${log} is not explained`);
  const { cause, remedy, paste } = explanation;
  const example = end.slice(0, 16).map((line) => (line.length > 160 ? `${line.slice(0, 160)}…` : line));
  return [
    `# ${symptom}`,
    "",
    `\`nif2nix explain ${name}\``,
    "",
    "## What it looks like",
    "",
    "```text",
    ...example,
    "```",
    "",
    "## What it means",
    "",
    cause,
    "",
    "## How to fix it",
    "",
    remedy,
    ...(paste === undefined
      ? []
      : ["", `In ${paste.where}:`, "", "```" + languageOf(paste.where), ...paste.lines, "```"]),
    "",
  ].join("\n");
}

function languageOf(where: string): string {
  if (/shell/.test(where)) return "console";
  if (/toml/i.test(where)) return "toml";
  if (/\.rs\b/.test(where)) return "rust";
  if (/config|mix\.exs|the module/.test(where)) return where.includes("nix.conf") ? "text" : "elixir";
  return "text";
}

function writtenByHand(failure: KnownFailure): string {
  const page = existsSync(pathOf(failure)) ? readFileSync(pathOf(failure), "utf8") : "";
  const start = page.indexOf(MORE);
  return start === -1 ? "" : page.slice(start);
}

function pathOf({ name }: KnownFailure): string {
  return fileURLToPath(new URL(`${name}.md`, pages));
}
