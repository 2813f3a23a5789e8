import { describe, expect, test } from "vitest";
import { checkOut } from "../projects/support.ts";
import { temporaryFolder } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

describe("nif2nix graph", () => {
  const run = (...args: readonly string[]) =>
    nif2nix(["graph", "--offline", ...args], { cwd: checkOut("hello_nif").project, env: { HOME: temporaryFolder() } });

  test.each([
    ["svg", /^<svg [\s\S]*<\/svg>\n$/],
    ["html", /^<!doctype html>[\s\S]*<\/html>\n$/],
    ["dot", /^digraph "hello_nif" \{[\s\S]*\}\n$/],
    ["mermaid", /^flowchart LR\n/],
    ["json", /^\{\n {2}"schemaVersion": 1,/],
  ])("--format %s", async (format, shape) => {
    const { code, stdout } = await run("--format", format);
    expect(stdout).toMatch(shape);
    expect(code).toBe(0);
  });

  test("--changed says what is built again and why", async () => {
    const { stdout, stderr } = await run("--format", "json", "--changed", "native/hello_nif/src/lib.rs");
    expect(JSON.parse(stdout).rebuilt).toEqual(
      expect.arrayContaining([
        { id: "crate:hello_nif", why: "it reads native/hello_nif/src/lib.rs" },
        { id: "module:HelloNif", why: "made of hello_nif" },
      ]),
    );
    expect(stderr).toMatch(/built again/);
  });

  test("where there is no project it prints no picture", async () => {
    const { code, stdout, stderr } = await nif2nix(["graph"], { cwd: temporaryFolder(), env: {} });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("NN001");
  });
});
