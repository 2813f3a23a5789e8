import { expect, test } from "vitest";
import { expandFolders } from "../../../src/read/cargo/glob.ts";
import { memoryFileSystem } from "./memory.ts";

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
  ["x*", []],
])("%s", (pattern, folders) => {
  expect(expandFolders(fs, "/r", pattern)).toEqual(folders);
});
