import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

  test("--changed with what is neither there nor a part says so", async () => {
    const { stderr } = await run("--format", "json", "--changed", "jasno", "--changed", "jason", "--changed", "lib");
    expect(stderr.match(/^(\S+) is no file or folder/gm)).toEqual(["jasno is no file or folder"]);
  });

  test("--closure shows what each part of a built release takes", async () => {
    const { project } = checkOut("hello_nif");
    const result = temporaryFolder();
    const files = {
      "releases/start_erl.data": 10,
      "lib/jason-1.4.4/ebin/jason.beam": 2_000_000,
      "lib/hello_nif-0.1.0/priv/native/libhello_nif.so": 3_500_000,
    };
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(result, path)), { recursive: true });
      writeFileSync(join(result, path), Buffer.alloc(bytes));
    }
    const env = { HOME: temporaryFolder() };
    const argv = ["graph", "--offline", "--format", "json", "--closure", result];
    const { code, stdout } = await nif2nix(argv, { cwd: project, env });
    expect(code).toBe(0);
    const sizes = Object.fromEntries(
      JSON.parse(stdout).nodes.map(({ id, size }: { id: string; size?: number }) => [id, size]),
    );
    // What is in no store has no closure: its own files count.
    expect(sizes).toMatchObject({
      "release:hello_nif": 5_500_010,
      "dependency:jason": 2_000_000,
      "module:HelloNif": 3_500_000,
      "crate:hello_nif": undefined,
    });
    const dot = await nif2nix(["graph", "--offline", "--format", "dot", "--closure", result], { cwd: project, env });
    expect(dot.stdout).toContain("HelloNif, 3.5 MB");
    const none = await nif2nix(["graph", "--offline", "--closure", env.HOME], { cwd: project, env });
    expect([none.code, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toContain("is no release");
  });

  test("where there is no project it prints no picture", async () => {
    const { code, stdout, stderr } = await nif2nix(["graph"], { cwd: temporaryFolder(), env: {} });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("NN001");
  });
});
