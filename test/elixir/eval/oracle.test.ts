import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { builtinModules } from "../../../src/elixir/eval/builtins/all-builtins.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { evaluatorOf } from "./evaluating.ts";
import { elixirValues, hasElixir, mapOrder } from "./oracle/elixir.ts";
import { hasUnknown, sorted, toTerm, type Term } from "./oracle/term.ts";

/** Files of expressions: each line is one, except that the lines between `<<<` and `>>>` are one together; `##` starts a note. */
const folder = fileURLToPath(new URL("expressions", import.meta.url));
const files = readdirSync(folder).toSorted();
const listed = files.flatMap((file) =>
  expressionsOf(readFileSync(join(folder, file), "utf8")).map((text) => ({ file, text })),
);

function expressionsOf(text: string): readonly string[] {
  const found: string[] = [];
  let block: string[] | undefined;
  for (const line of text.split("\n")) {
    if (line === "<<<") block = [];
    else if (line === ">>>") {
      found.push((block ?? []).join("\n"));
      block = undefined;
    } else if (block !== undefined) block.push(line);
    else if (line !== "" && !line.startsWith("##")) found.push(line);
  }
  return found;
}

const project = mkdtempSync(join(tmpdir(), "project-"));
const contents = {
  VERSION: "1.2.3\n",
  "lib/a.ex": "",
  "lib/b.ex": "",
  "lib/deep/c.ex": "",
  "lib/.hidden.ex": "",
  "data.exs": "[a: 1, b: [2, 3]]\n",
  "helper.exs": "defmodule Helper do\n  def answer, do: 42\nend\n",
  empty: "",
};
for (const [path, text] of Object.entries(contents)) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}
afterAll(() => rmSync(project, { recursive: true, force: true }));

function ours(text: string): Term {
  const path = join(project, "script.exs");
  const fs = {
    ...nodeFileSystem,
    readText: (at: string) => (at === path ? text : nodeFileSystem.readText(at)),
    exists: (at: string) => at === path || nodeFileSystem.exists(at),
  };
  const value = evaluatorOf({}, { fs, limit: project, project: project }).evalFile(path)?.value;
  if (value === undefined) throw new Error("the script was not read");
  return toTerm(value);
}

const oracle = hasElixir()
  ? elixirValues(
      listed.map(({ text }) => text),
      project,
    )
  : undefined;

test.skipIf(oracle === undefined).each(files)("%s: every expression has the value that Elixir gives it", (file) => {
  const wrong: string[] = [];
  for (const [index, one] of listed.entries()) {
    if (one.file !== file) continue;
    const theirs = sorted(oracle?.[index] as Term);
    const mine = sorted(ours(one.text));
    const same = file === "map-order.txt" ? mapOrder() : String;
    const raised = typeof theirs === "object" && "raised" in theirs;
    const equal = raised ? hasUnknown(mine) : same(JSON.stringify(mine)) === same(JSON.stringify(theirs));
    if (!equal) wrong.push(`${one.text}\n  Elixir: ${JSON.stringify(theirs)}\n  ours:   ${JSON.stringify(mine)}`);
  }
  expect(wrong.join("\n")).toBe("");
});

test.skipIf(oracle === undefined)("only expressions that are listed as raising raise in Elixir", () => {
  const raising = listed.filter((_, index) => JSON.stringify(oracle?.[index]).startsWith('{"raised":'));
  expect(raising.filter(({ file }) => file !== "raising.txt").map(({ text }) => text)).toEqual([]);
});

/** Modules whose functions have values that depend on the machine, or an effect: they are tested elsewhere. */
const elsewhere = new Set([
  "json",
  "os",
  "erlang",
  "Elixir.System",
  "Elixir.Mix",
  "Elixir.Mix.Project",
  "Elixir.Mix.Task",
]);
// Elixir 1.14 has no JSON. Functions of Stream are those of Enum; those that ask for the time have no value.
for (const name of "JSON IO Application Module Macro Stream DateTime NaiveDateTime Date Time".split(" "))
  elsewhere.add(`Elixir.${name}`);
/** Functions that are never known, and those that Elixir 1.14 does not have. */
const never = new Set(
  "loaded? compiler_options random shuffle take_random cd! binary_part .field function_exported? macro_exported? self node make_ref spawn send sigil_w binding myers_difference split_with sum_by ..// Map.map Map.intersect".split(
    " ",
  ),
);

test("every function that is followed stands in an expression", () => {
  const all = listed.map(({ text }) => text).join("\n");
  const missing: string[] = [];
  for (const { module, functions } of builtinModules.values()) {
    if (elsewhere.has(module)) continue;
    for (const key of Object.keys(functions)) {
      const name = key.slice(0, key.lastIndexOf("/"));
      const written =
        module === "Elixir.Kernel" || module === "Elixir.Bitwise" || module === "Elixir.Access"
          ? name
          : `${module.replace(/^Elixir\./, "")}.${name}`;
      if (!all.includes(written) && !never.has(name) && !never.has(written)) missing.push(`${module}.${key}`);
    }
  }
  expect(missing).toEqual([]);
});
