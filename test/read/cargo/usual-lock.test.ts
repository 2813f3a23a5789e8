import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadToml, string, strings, tables } from "../../../src/read/cargo/toml.ts";
import { readUsualLock } from "../../../src/read/cargo/usual-lock.ts";

const parse = await loadToml();
const repository = join(import.meta.dirname, "../../..");

/** The same file by the TOML parser alone. */
function byToml(text: string): unknown {
  const toml = parse(text);
  return {
    version: toml["version"],
    packages: tables(toml["package"]).map((entry) => ({
      name: string(entry["name"]),
      version: string(entry["version"]),
      source: string(entry["source"]) ?? null,
      checksum: string(entry["checksum"]) ?? null,
      dependencies: strings(entry["dependencies"]) ?? [],
    })),
  };
}

const locks = [
  "examples/hello_nif/native/hello_nif/Cargo.lock",
  "examples/article/Cargo.lock",
  "test/fixtures/cargo/patched/native/p/Cargo.lock",
].map((path) => readFileSync(join(repository, path), "utf8"));

describe("a Cargo.lock as cargo writes it", () => {
  test.each(locks.map((text) => [text]))("is read as the TOML parser reads it", (text) => {
    expect(readUsualLock(text)).toEqual(byToml(text));
  });

  test("what it takes is what TOML takes, however lines are changed", () => {
    const line = fc.constantFrom(
      "",
      "[[package]]",
      "[metadata]",
      "]",
      "dependencies = [",
      ' "serde 1.0.0",',
      ' "serde",',
      ' "serde"',
      'name = "a"',
      "name = 'a'",
      'name = "a\\"b"',
      'name = "a" # b',
      'version = "1.0.0"',
      "version = 3",
      "version = 2",
      'replace = "b"',
      'source = "registry+https://github.com/rust-lang/crates.io-index"',
      "# words",
      "<<<<<<< HEAD",
      "\tname = 1",
    );
    const whole = (locks[0] as string).split("\n");
    const change = fc.record({ at: fc.nat(whole.length), remove: fc.nat(2), insert: fc.array(line, { maxLength: 3 }) });
    let taken = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        const lines = [...whole];
        for (const { at, remove, insert } of changes) lines.splice(at, remove, ...insert);
        const text = lines.join("\n");
        const usual = readUsualLock(text);
        if (usual === undefined) return;
        taken++;
        expect(usual).toEqual(byToml(text));
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  test.each([
    ["version 1 and 2", '[[package]]\nname = "a"\nversion = "1.0.0"\n'],
    ["a newer version", 'version = 5\n\n[[package]]\nname = "a"\nversion = "1.0.0"\n'],
    ["a package without a name", 'version = 4\n\n[[package]]\nversion = "1.0.0"\n'],
    ["a list without an end", 'version = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = [\n'],
    ["nothing", ""],
  ])("%s is left to TOML", (_what, text) => {
    expect(readUsualLock(text)).toBeUndefined();
  });
});
