import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, differenceIsNamed } from "./covers.ts";
import { evaluate } from "./evaluating.ts";
import { expressions } from "./oracle/expressions.ts";

/** An expression in which some of the numbers are the variable `hole`. */
const withHole = fc
  .tuple(expressions, fc.infiniteStream(fc.boolean()))
  .map(([text, choose]) =>
    text.replace(/(?<![\w."'&:])\d+(?![\w."'])/g, (number) => (choose.next().value ? "hole" : number)),
  )
  .filter((text) => text.includes("hole"));

const run = (hole: string, text: string): ReturnType<typeof evaluate> => evaluate(`hole = ${hole}\n${text}`);
const runs = { numRuns: 700, seed: Number(process.env["SEED"] ?? 1), endOnFailure: false };

test("what is known with an unknown part holds whatever that part is", () => {
  fc.assert(
    fc.property(withHole, (text) => {
      const known = run("X.x()", text);
      expect(covers(known, run("3", text))).toBe(true);
      expect(covers(known, run("0", text))).toBe(true);
    }),
    runs,
  );
});

test("what is known of both ways of a condition holds for each of them", () => {
  fc.assert(
    fc.property(withHole, (text) => {
      const known = run("if(X.x(), do: 3, else: 7)", text);
      expect(covers(known, run("3", text))).toBe(true);
      expect(covers(known, run("7", text))).toBe(true);
    }),
    runs,
  );
});

test("with a condition inside, too", () => {
  fc.assert(
    fc.property(withHole, expressions, (text, other) => {
      const known = run("5", `if(X.x(), do: (${text}), else: (${other}))`);
      expect(covers(known, run("5", text))).toBe(true);
      expect(covers(known, evaluate(other))).toBe(true);
    }),
    runs,
  );
});

test("a variable of the environment changes no value, and is named where another value of it would", () => {
  fc.assert(
    fc.property(withHole, (text) => {
      const variable = (value: string): string => `String.to_integer(System.get_env("V", "${value}"))`;
      const [three, seven] = [run(variable("3"), text), run(variable("7"), text)];
      const plain = run("3", text);
      expect(covers(three, plain) && covers(plain, three)).toBe(true);
      expect(differenceIsNamed(three, seven, "V")).toBe(true);
    }),
    runs,
  );
});
