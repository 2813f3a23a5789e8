import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { askMix, hasElixir } from "./oracle.ts";
import { readMixExs } from "./reading.ts";

/** Items of `deps:`, right and wrong ones. Whether Mix takes them is asked, not written here. */
const items = [
  '{:a, "~> 1.0"}',
  "{:a, []}",
  "{:a}",
  ":a",
  '"a"',
  '{"a", "~> 1.0"}',
  "{:a, nil}",
  "{:a, 1}",
  "{:a, %{}}",
  "{:a, ~r/1/}",
  '{:a, "~> 1.0", nil}',
  '{:a, "~> 1.0", [1]}',
  '{:a, "~> 1.0", [:only]}',
  '{:a, "~> 1.0", [{"only", :dev}]}',
  '{:a, "~> 1.0", %{}}',
  '{:a, [path: "x"], []}',
  '{:a, "~> 1.0", [], []}',
  '[:a, "~> 1.0"]',
  '{:a, github: "x/y", branch: "a", tag: "b"}',
  '{:a, github: "x/y", branch: "a", branch: "b"}',
  '{:a, git: "x", ref: "-a"}',
  '{:a, "~> 1.0", branch: "a", tag: "b"}',
  '{:a, "~> 1.0", only: :dev, runtime: nil, override: nil}',
  '{:a, "~> 1.0", path: nil, git: nil, in_umbrella: false}',
  '{nil, "~> 1.0"}',
  '{A.B, "~> 1.0"}',
];
const base = mkdtempSync(join(tmpdir(), "nif2nix-deps-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.skipIf(!hasElixir)("items of deps", () => {
  const folders = items.map((item, index) => {
    const folder = join(base, String(index));
    mkdirSync(folder);
    const text = `defmodule P${index} do
  use Mix.Project
  def project, do: [app: :p, version: "1.0.0", deps: [
    ${item}
  ]]
end
`;
    writeFileSync(join(folder, "mix.exs"), text);
    return folder;
  });
  const { elixir, answers } = askMix(folders.map((path) => ({ kind: "project", path, env: "prod" })));

  test("Mix takes some and refuses others", () => {
    const refused = answers.filter((answer) => answer.error !== undefined);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.length).toBeLessThan(items.length - 8);
  });

  test.each(items.map((item, index) => ({ item, index })))("$item", ({ item, index }) => {
    // Elixir 1.20 refuses such names of branches; before it they went to Git as an option.
    if (item.includes('"-a"') && Number(elixir.version.split(".")[1]) < 20) return;
    const { project, context } = readMixExs(folders[index] as string, "prod", base);
    const found = context.diagnostics.list.filter(({ code }) => code === "invalid-dependency");
    expect(found.length === 1, JSON.stringify(answers[index])).toBe(answers[index].error !== undefined);
    for (const { place } of found) expect(place).toMatchObject({ file: "mix.exs" });
    if (found.length === 0) expect(project.deps.certain).toHaveLength(1);
  });
});
