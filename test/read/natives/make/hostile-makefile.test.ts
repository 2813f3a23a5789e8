import { expect, test } from "vitest";
import { readMakefile } from "../../../../src/read/natives/make/makefile.ts";

test.each([
  ["blanks before a word", `${" ".repeat(100_000)}x\n`],
  ["blanks in a line", `a${" ".repeat(100_000)}b\n`],
  ["lines that all go on", "\\\n".repeat(100_000)],
  ["commas without an end", `ifeq (${",".repeat(100_000)}\nendif\n`],
  ["quotes without an end", `ifeq ${`"' `.repeat(50_000)}x\nendif\n`],
  [
    "variables that name others",
    Array.from({ length: 30 }, (_, at) => `V${at} = ${`$(V${at + 1})`.repeat(3)}\n`).join(""),
  ],
])("%s come to an end", { timeout: 60_000 }, (_, text) => {
  expect(readMakefile(`${text}end:\n\techo $(V0)\n`, new Map())).toBeDefined();
});

test("blanks before a colon are no part of a target", () => {
  expect(readMakefile("a  b :\n\tcmake .\n", new Map()).rules).toEqual([
    { targets: ["a", "b"], prerequisites: [], commands: ["cmake ."] },
  ]);
});
