import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMakefile } from "../../../../src/read/natives/make/makefile.ts";

const read = (text: string, given: Record<string, string> = {}) => readMakefile(text, new Map(Object.entries(given)));

/** What make itself would run, by `make --dry-run` in an empty folder without variables of its own. */
function dryRun(text: string, given: Record<string, string>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-make-"));
  try {
    writeFileSync(join(folder, "Makefile"), text);
    const env = { PATH: process.env["PATH"] ?? "", ...given };
    return execFileSync("make", ["--dry-run", "--always-make"], { cwd: folder, env, encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.replaceAll(folder, "."));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** With `echo` for a program, so that make can be asked. */
const programs: readonly [string, string, Record<string, string>][] = [
  ["a variable that is set when it is met", "A := 1\nB := $(A)\nA := 2\nall:\n\techo $(A) $(B)\n", {}],
  ["a variable that is followed when it is used", "A = $(B)\nB = 2\nall:\n\techo $(A)\n", {}],
  [
    "names with something before or behind them",
    "L := a b\nall:\n\techo $(addprefix -l,$(L)) $(addsuffix .so,$(L))\n",
    {},
  ],
  ["a loop over names", "L = a b\nall:\n\techo $(foreach name,$(L) c,-l$(name) $(name).o)\n", {}],
  ["more for a variable", "A = 1\nA += 2\nall:\n\techo ${A}\n", {}],
  ["a default that something stands before", "A ?= 1\nall:\n\techo $(A)\n", { A: "given" }],
  ["a default", "A ?= 1\nall:\n\techo $(A)\n", {}],
  ["a line that goes on", "A := 1 \\\n  2\nall:\n\techo $(A)\n", {}],
  ["the folder", "A := $(shell pwd)/x\nall:\n\techo $(A) $(CURDIR)/y\n", {}],
  ["the target", "all: one\none:\n\techo made/$@\n", {}],
  ["ifdef of what is set", "A = 1\nifdef A\nB = yes\nelse\nB = no\nendif\nall:\n\techo $(B)\n", {}],
  ["ifndef of what is not", "ifndef ODD_NAME\nB = yes\nelse\nB = no\nendif\nall:\n\techo $(B)\n", {}],
  [
    "ifeq, else ifeq, else",
    'A = 2\nifeq ($(A),1)\nB = one\nelse ifeq "$(A)" "2"\nB = two\nelse\nB = many\nendif\nall:\n\techo $(B)\n',
    {},
  ],
  [
    "one in another",
    "A = 1\nifeq ($(A),1)\nifneq ($(A),1)\nB = no\nelse\nB = yes\nendif\nendif\nall:\n\techo $(B)\n",
    {},
  ],
  ["comments", "# A = 0\nA = 1 # one\nall: # everything\n\techo $(A)\n", {}],
  ["commands after the target", "all: ; echo here\n", {}],
  ["a dollar for the shell", "all:\n\techo '$$HOME'\n", {}],
];

describe("a Makefile", () => {
  test.each(programs)("%s", (_name, text, given) => {
    const commands = read(text, given).rules.flatMap((rule) => rule.commands);
    expect(commands.map((line) => line.replaceAll(/\s+/g, " "))).toEqual(dryRun(text, given));
  });

  test("both sides count of a condition that is not known", () => {
    const text = "ifeq ($(shell uname),Linux)\nall:\n\tfirst\nelse\nall:\n\tsecond\nendif\n";
    expect(read(text)).toMatchObject({
      rules: [{ commands: ["first"] }, { commands: ["second"] }],
      shell: ["uname"],
    });
  });

  test("a variable that is never set is not known, since the environment may have it", () => {
    expect(read("all:\n\techo $(SOMETHING)\n").rules[0]?.commands).toEqual(["echo \uFFFD"]);
  });

  test("a variable that names itself ends", () => {
    expect(read("A = $(A)x\nall:\n\techo $(A)\n").rules[0]?.commands[0]).toContain("\uFFFD");
    expect(read(`A = ${"$(A)".repeat(40)}\nall:\n\techo $(A)\n`).rules[0]?.commands[0]).toContain("\uFFFD");
  });
});
