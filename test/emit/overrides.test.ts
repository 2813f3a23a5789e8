import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandInProject, standInProject } from "./stand-in-project.ts";

const page = readFileSync(new URL("../../docs/overrides.md", import.meta.url), "utf8");

/** The example of a section. */
function example(heading: string): string {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const code = /```nix\n([\s\S]*?)```/.exec(section ?? "")?.[1];
  if (code === undefined) throw new Error(`docs/overrides.md has no example of ${heading}`);
  return code;
}

/** nix/package.nix with an example in the place of the binding that has its name. */
function replaced(text: string, code: string): string {
  const name = /^(\w+) =/.exec(code)?.[1];
  const lines = text.split("\n");
  const start = lines.findIndex((line) => new RegExp(`^\\s*${name} =`).test(line));
  const indent = /^\s*/.exec(lines[start] ?? "")?.[0] ?? "";
  const ends = (line: string): boolean => line.endsWith(";") && /^\s*/.exec(line)?.[0].length === indent.length;
  const binding = lines
    .slice(start)
    .findIndex((line, index) => (index === 0 ? line.endsWith(";") : false) || ends(line) || line === `${indent}  );`);
  if (start === -1 || binding === -1) throw new Error(`nix/package.nix has no ${name}`);
  return [...lines.slice(0, start), code, ...lines.slice(start + binding + 1)].join("\n");
}

describe("the examples of docs/overrides.md", () => {
  let project: StandInProject;
  let own: string;
  const set = '{ system = "x86_64-linux"; }';

  beforeAll(async () => {
    project = await standInProject();
    own = project.read("nix/package.nix");
  });
  afterAll(() => project.remove());

  const evaluate = (heading: string | null, expression: string): unknown => {
    project.write("nix/package.nix", heading === null ? own : replaced(own, example(heading)));
    return project.evaluate(set, "", expression);
  };

  test.each([
    ["A dependency", "release.mixNixDeps.jason.drvAttrs.JASON_OPTION", "1"],
    ["A crate", "release.crates.hello_nif.drvAttrs.HELLO_OPTION", "1"],
    [
      "Erlang and Elixir",
      'builtins.any (input: input.pname or null == "elixir") release.drvAttrs.nativeBuildInputs',
      true,
    ],
    ["The Rust", "builtins.isString release.crates.hello_nif.drvPath", true],
    [
      "The release, and tools that its build runs",
      "builtins.length release.drvAttrs.nativeBuildInputs",
      expect.any(Number),
    ],
  ])("%s", (heading, expression, expected) => {
    const before = evaluate(null, "release.drvPath");
    expect(evaluate(heading, expression)).toEqual(expected);
    expect(evaluate(heading, "release.drvPath")).not.toBe(before);
  });

  test("what comes from outside is what is checked", () => {
    const [, change = ""] = /\(release pkgs\)\.overrideAttrs (\{.*\});/.exec(example("From outside")) ?? [];
    const changed = `(release.overrideAttrs ${change})`;
    const found = evaluate(
      null,
      `{
      own = release.drvPath; changed = ${changed}.drvPath;
      checked = builtins.match ".*(${"$"}{builtins.unsafeDiscardStringContext ${changed}.outPath}).*" (builtins.unsafeDiscardStringContext ${changed}.tests.load.buildCommand) != null;
      kept = builtins.attrNames ${changed}.crates;
    }`,
    ) as Record<string, unknown>;
    expect(found["changed"]).not.toBe(found["own"]);
    expect(found).toMatchObject({ checked: true, kept: ["hello_nif"] });
  });
});
