import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { elixirFiles } from "../../../src/read/nif/elixir-files.ts";
import type { NifContext } from "../../../src/read/nif/nif-context.ts";
import { mixProject } from "./stand-in.ts";

const outside = mkdtempSync(join(tmpdir(), "nif2nix-files-"));
const root = join(outside, "project");
afterAll(() => rmSync(outside, { recursive: true, force: true }));

for (const folder of ["lib/deep/er", "deps/a/lib", "_build/lib", "node_modules/a", "more", "lib/.cache", "../far"]) {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "one.ex"), "");
}
writeFileSync(join(root, "lib/script.exs"), "");
writeFileSync(join(root, "single.ex"), "");
symlinkSync(".", join(root, "lib/itself"));
symlinkSync("../more", join(root, "lib/link"));
symlinkSync("../../far", join(root, "lib/far"));

const found = (elixircPaths: readonly string[]) =>
  elixirFiles({ project: root, limit: root, fs: nodeFileSystem } as unknown as NifContext, {
    ...mixProject,
    elixircPaths,
  })
    .map((file) => file.path.slice(root.length + 1))
    .sort();

test("sources of elixirc_paths, through links inside of the project, each once", () => {
  expect(found(["lib"])).toEqual(["lib/deep/er/one.ex", "lib/link/one.ex"]);
});

test("files and folders that are not there", () => {
  expect(found(["single.ex", "gone", "gone.ex"])).toEqual(["single.ex"]);
});

test("the whole folder without dependencies and build products", () => {
  expect(found(["."])).toEqual(["lib/deep/er/one.ex", "lib/link/one.ex", "single.ex"]);
});
