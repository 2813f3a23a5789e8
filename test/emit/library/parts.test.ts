import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { path } from "./library.ts";

/** Names of files up to the first dot. */
const names = (files: readonly string[]): readonly string[] => [
  ...new Set(files.map((file) => file.slice(0, file.indexOf(".")))),
];

test("each part of the library has a test of its own, which names it, and each test a part", () => {
  const parts = names(readdirSync(path("src/emit/library")));
  const here = path("test/emit/library");
  const tests = readdirSync(here).filter((file) => file.endsWith(".test.ts") && file !== "parts.test.ts");
  expect(names(tests).toSorted()).toEqual(parts.toSorted());
  const silent = tests.filter((file) => {
    const [part] = names([file]);
    return !new RegExp(`["/]${part}["./]`).test(readFileSync(join(here, file), "utf8"));
  });
  expect(silent).toEqual([]);
});
