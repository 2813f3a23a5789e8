import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, describe, expect, test } from "vitest";
import { expandFolders } from "../../../src/read/cargo/glob.ts";
import { memoryFileSystem } from "./memory.ts";
import { cargoMetadata } from "./oracle.ts";

const fs = memoryFileSystem({
  "/r/a/Cargo.toml": "",
  "/r/ab/Cargo.toml": "",
  "/r/b/c/Cargo.toml": "",
  "/r/b/d.e/Cargo.toml": "",
  "/r/file.txt": "",
});

// Semantics of the glob crate, which cargo uses: https://docs.rs/glob/latest/glob/struct.Pattern.html
test.each([
  ["a", ["/r/a"]],
  ["./a/", ["/r/a"]],
  ["gone", ["/r/gone"]],
  ["*", ["/r/a", "/r/ab", "/r/b"]],
  ["a*", ["/r/a", "/r/ab"]],
  ["?", ["/r/a", "/r/b"]],
  ["[ab]", ["/r/a", "/r/b"]],
  ["[!a]", ["/r/b"]],
  ["b/*", ["/r/b/c", "/r/b/d.e"]],
  ["*/d.e", ["/r/b/d.e"]],
  ["*/d?e", ["/r/b/d.e"]],
  ["**/c", ["/r/b/c"]],
  ["x*", ["/r/x*"]],
])("%s", (pattern, folders) => {
  expect(expandFolders(fs, "/r", pattern)).toEqual(folders);
});

const names = (pattern: string, ...folders: readonly string[]): readonly string[] =>
  expandFolders(
    memoryFileSystem(Object.fromEntries(folders.map((name) => [`/r/${name}/Cargo.toml`, ""]))),
    "/r",
    pattern,
  ).map((path) => path.slice(3));

describe("cargo's own answer", () => {
  const folders = [
    "a",
    "b",
    "xa",
    "xz",
    "x-",
    "d",
    "-",
    "]",
    "[",
    "^",
    "!",
    "é",
    "😀",
    "😁",
    "ab",
    "aab",
    "a.b",
    "aXb",
    ".h",
    "d+",
  ];
  const root = mkdtempSync(`${tmpdir()}/nif2nix-glob-`);
  for (const [index, name] of folders.entries()) {
    mkdirSync(`${root}/${name}/src`, { recursive: true });
    writeFileSync(`${root}/${name}/src/lib.rs`, "");
    writeFileSync(`${root}/${name}/Cargo.toml`, `[package]\nname = "p${index}"\nversion = "0.1.0"\nedition = "2021"\n`);
  }
  afterAll(() => rmSync(root, { recursive: true }));

  test.each([
    "x[z-a]",
    "[\\d-a]",
    "[😀-😁]",
    "?",
    "[]]",
    "[!]]",
    "[^a]",
    "[a-]",
    "[-a]",
    "[!a-d]*",
    "a.b*",
    "*",
    "*b",
    "a?b",
    "[!-a]",
    "d+*",
    "[[]",
    "[]a]",
    // Patterns that it refuses: a member that is not there, for us.
    "[a",
    "a**",
    "***",
    "[]",
  ])("%s", (pattern) => {
    writeFileSync(`${root}/Cargo.toml`, `[workspace]\nresolver = "2"\nmembers = [${JSON.stringify(pattern)}]\n`);
    let expected: readonly string[];
    try {
      const { packages } = cargoMetadata(root, "--no-deps");
      expected = packages.map(({ name }) => folders[Number(name.slice(1))] as string).toSorted();
    } catch (error) {
      expect(String((error as { stderr?: string }).stderr)).toMatch(
        /Pattern syntax error|could not parse pattern|failed to load manifest/,
      );
      expected = [pattern];
    }
    expect(names(pattern, ...folders).toSorted()).toEqual(expected);
  });
});

test.each([`${"*a".repeat(30)}x`, `${"*[a-z]".repeat(30)}X`, `${"*?".repeat(40)}x`, `${"**/".repeat(12)}*x`])(
  "%s takes no time",
  (pattern) => {
    const begun = performance.now();
    names(pattern, "a".repeat(50), "a".repeat(200), "a/a/a/a/a/a/a/a");
    expect(performance.now() - begun).toBeLessThan(1000);
  },
);
