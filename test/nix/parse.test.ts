import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expr } from "../../src/nix/ast.ts";
import { formals, fn } from "../../src/nix/build.ts";
import { printNix } from "../../src/nix/print.ts";
import { anyExpr, emittedExpr, hostileText, operatorExpr, variables } from "./arbitrary.ts";
import { hasNix, parseAll } from "./nix.ts";
import { reference, withWholeStrings } from "./reference.ts";

const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);
const names = [...variables, "pkgs", "self", "x", "src"];

/** The oracle is Nix's parser: it has to see in the printed text the tree that was printed. */
describe.skipIf(!hasNix)("Nix parses what is printed as the tree that it was", () => {
  test.each([
    ["any trees", anyExpr, 1000],
    ["trees of operators, calls and keywords", operatorExpr, 1000],
    ["trees as emitters make them", emittedExpr, 500],
  ])("%s", (_, arbitrary: fc.Arbitrary<Expr>, count) => {
    const bodies = fc.sample(arbitrary, { numRuns: count, seed }).map((body) => fn(formals(names), body));
    const headers = fc.sample(fc.array(hostileText, { maxLength: 2 }), { numRuns: count, seed });
    const printed = bodies.map((body, index) => printNix({ header: headers[index] as string[], body }));
    const parsed = parseAll([...printed, ...bodies.map(reference)]);
    expect(parsed).toHaveLength(2 * count);
    for (const [index, text] of printed.entries()) {
      const [ours, meant] = [parsed[index] as string, parsed[count + index] as string];
      expect(withWholeStrings(ours), text).toBe(withWholeStrings(meant));
    }
  });
});
