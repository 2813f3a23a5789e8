import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "./evaluating.ts";
import { elixirValues, hasElixir, mapOrder } from "./oracle/elixir.ts";
import { expressions } from "./oracle/expressions.ts";
import { sorted, toTerm } from "./oracle/term.ts";

/** Another seed gives other expressions: `SEED=7 npx vitest run test/elixir/eval/generated.test.ts`. */
const seed = Number(process.env["SEED"] ?? 1);
const count = 2500;

test.skipIf(!hasElixir())("generated expressions have the value that Elixir gives them", { timeout: 120_000 }, () => {
  const all = fc.sample(expressions, { numRuns: count, seed });
  const theirs = elixirValues(all, "/");
  const ordered = mapOrder();
  // Maps are sorted where they become lists, and are in their own order as text.
  const same = (text: string) => (text.includes("inspect(") ? ordered : String);
  const wrong: string[] = [];
  let unknown = 0;
  let unseen = 0;
  let raising = 0;
  for (const [index, text] of all.entries()) {
    const expected = sorted(theirs[index] as never);
    const value = sorted(toTerm(evaluate(text, { limit: "/project", cwd: "/" })));
    const raised = JSON.stringify(expected).startsWith('{"raised":');
    if (raised) raising++;
    const mine = JSON.stringify(value);
    // A part of a list or tuple that raises is only that part for us, so that the others can be read.
    if (raised && !mine.includes('"raised":')) unseen++;
    else if (mine.includes('{"unknown":')) unknown++;
    else if (!raised && same(text)(mine) !== same(text)(JSON.stringify(expected))) {
      wrong.push(`${text}\n  Elixir: ${JSON.stringify(expected)}\n  ours:   ${mine}`);
    }
  }
  expect(wrong.slice(0, 10).join("\n")).toBe("");
  // What versions of Elixir write differently, and what is cut short when it is inspected.
  expect(unseen / raising).toBeLessThan(0.1);
  expect(unknown / count).toBeLessThan(0.05);
});
