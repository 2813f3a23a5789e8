import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheSizes, trimCache } from "../../src/ports/private-cache.ts";
import { makeProject, temporaryFolder } from "./support/project.ts";
import { nif2nix, program } from "./support/run.ts";

test("nif2nix cache shows what a run keeps, and removes that and nothing else", async () => {
  const [cache, cwd] = [temporaryFolder(), makeProject()];
  program(["scan"], { cwd, env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache } });
  const env = { XDG_CACHE_HOME: cache };
  const shown = await nif2nix(["cache"], { cwd, env });
  expect(shown.stdout.split("\n")[0]).toBe(join(cache, "nif2nix"));
  expect(shown.stdout).toMatch(/^code +\d+\.\d MiB in [1-9]/m);
  expect(shown.stdout).toMatch(/^trees +\d+\.\d MiB in 1 /m);
  const precious = temporaryFolder();
  writeFileSync(join(precious, "file"), "");
  symlinkSync(precious, join(cache, "nif2nix/trees/link"));
  writeFileSync(join(cache, "other"), "");
  const cleared = await nif2nix(["cache", "--clear"], { cwd, env });
  expect([cleared.code, readdirSync(join(cache, "nif2nix"))]).toEqual([0, []]);
  expect([existsSync(join(precious, "file")), existsSync(join(cache, "other"))]).toEqual([true, true]);
});

test("a cache that is not used is said to be none, and nothing of it is removed", async () => {
  const cwd = makeProject({ ".cache/nif2nix/code/x": "" });
  const env = { XDG_CACHE_HOME: join(cwd, ".cache") };
  expect(await nif2nix(["cache"], { cwd, env })).toMatchObject({
    code: 0,
    stderr: "nothing is kept between runs: it lies in the project\n",
  });
  expect((await nif2nix(["cache", "--clear"], { cwd, env })).code).toBe(2);
  expect(existsSync(join(cwd, ".cache/nif2nix/code/x"))).toBe(true);
});

test("beyond a limit the oldest goes, folders with all that is in them", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tarballs"));
  for (const [index, name] of ["a", "b", "c", "d"].entries()) {
    const path = join(folder, "tarballs", name);
    if (name === "b") {
      mkdirSync(path);
      writeFileSync(join(path, "in"), Buffer.alloc(1000));
    } else writeFileSync(path, Buffer.alloc(1000));
    utimesSync(path, 1000 + index, 1000 + index);
  }
  expect(cacheSizes(folder).find(({ kind }) => kind === "tarballs")).toEqual({
    kind: "tarballs",
    bytes: 4000,
    entries: 4,
  });
  trimCache(join(folder, "tarballs"), "tarballs", 2500);
  expect(readdirSync(join(folder, "tarballs"))).toEqual(["c", "d"]);
  trimCache(join(folder, "nowhere"), "tarballs", 0);
});
