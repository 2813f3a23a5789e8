import { expect, test } from "vitest";
import { verdict } from "../../src/cli/screen/verdict.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";

const place = { file: "mix.exs", line: 1, column: 1 };

/** The last sentence of a run that found these. */
function remedy(...codes: readonly Parameters<Diagnostics["report"]>[0][]): string | undefined {
  const diagnostics = new Diagnostics();
  for (const code of codes) diagnostics.report(code, place, {});
  return verdict(diagnostics.list, "nothing was written").split(". ")[1];
}

test("a command is said to settle what it does, and no info", () => {
  expect(remedy("lock-missing")).toBe("`mix deps.get` settles it.");
  expect(remedy("lock-missing", "source-missing")).toBe("`mix deps.get` settles all of them.");
  expect(remedy("lock-missing", "no-nif-found")).toBe("`mix deps.get` settles the error.");
  expect(remedy("lock-missing", "source-missing", "no-nif-found")).toBe("`mix deps.get` settles all but the infos.");
  expect(remedy("lock-missing", "nif-crate-unused")).toBe("`mix deps.get` settles 1 of them.");
  expect(remedy("no-nif-found")).toBe(undefined);
});
