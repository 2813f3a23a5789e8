import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeProject, temporaryFolder } from "./support/project.ts";
import { program } from "./support/run.ts";

const env = (cache: string, more: Record<string, string> = {}) => ({
  PATH: process.env["PATH"],
  XDG_CACHE_HOME: cache,
  ...more,
});

describe("the cache of compiled code", () => {
  test("is filled by the first run, used by the second, and changes nothing of what is printed", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const without = program(["scan"], { cwd, env: env(cache, { NODE_DISABLE_COMPILE_CACHE: "1" }) });
    expect(readdirSync(cache)).toEqual([]);
    const first = program(["scan"], { cwd, env: env(cache) });
    const written = snapshot(join(cache, "nif2nix/code"));
    expect(Object.keys(written).length).toBeGreaterThan(0);
    const second = program(["scan"], { cwd, env: env(cache) });
    expect([first, second]).toEqual([without, without]);
    // Entries that are taken are not written again.
    expect(snapshot(join(cache, "nif2nix/code"))).toEqual(written);
  });

  test("belongs to the user alone", () => {
    const cache = temporaryFolder();
    program(["--help"], { env: env(cache) });
    expect(statSync(join(cache, "nif2nix/code")).mode & 0o077).toBe(0);
  });

  test.runIf(process.versions.v8.startsWith("11."))("an entry of another build is not taken", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const expected = program(["scan"], { cwd, env: env(cache) });
    const folder = join(cache, "nif2nix/code");
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      const end = bytes.indexOf("\n");
      // The same code, said to be of a file of another size.
      const key = bytes.subarray(0, end).toString().replace(/ \d+ /, " 1 ");
      writeFileSync(join(folder, name), Buffer.concat([Buffer.from(key), bytes.subarray(end)]));
    }
    const before = snapshot(folder);
    expect(program(["scan"], { cwd, env: env(cache) })).toEqual(expected);
    expect(Object.keys(snapshot(folder))).toEqual(Object.keys(before));
    expect(snapshot(folder)).not.toEqual(before);
  });

  test("a cache that cannot be written is no reason to say anything", () => {
    const cache = temporaryFolder();
    writeFileSync(join(cache, "nif2nix"), "a file where the folder would be");
    expect(program(["explain", "NN001"], { env: env(cache) })).toMatchObject({ code: 0, stderr: "" });
  });
});

function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );
}
