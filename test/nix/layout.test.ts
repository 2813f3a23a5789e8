import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bind, fn, formals, id, set, str } from "../../src/nix/build.ts";
import { printNix } from "../../src/nix/print.ts";
import { emittedExpr, hostileText } from "./arbitrary.ts";
import { hasNixfmt, unformatted } from "./nixfmt.ts";
import { sampleFiles, samples } from "./samples.ts";

test.each(samples)("$what", ({ body, text }) => {
  expect(printNix({ header: [], body })).toBe(text);
});

test("a header of several lines", () => {
  expect(printNix({ header: ["one", "", "two\nthree\r\nfour\rfive  ", "\0\x07"], body: id("a") })).toBe(
    "# one\n#\n# two\n# three\n# four\n# five\n#\na\n",
  );
});

test("large sets", () => {
  const bindings = Array.from({ length: 5000 }, (_, index) =>
    bind(`a${index}`, set([bind("b", str(`${index}`)), bind("c", str("c"))])),
  );
  expect(printNix({ header: [], body: set(bindings) }).split("\n")).toHaveLength(5000 * 4 + 3);
});

const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);

describe.skipIf(!hasNixfmt)("nixfmt leaves as it is", () => {
  test("every sample", () => {
    expect(unformatted(sampleFiles.map(printNix))).toEqual([]);
  });

  test("any file as emitters make them", () => {
    const bodies = fc.sample(emittedExpr, { numRuns: 1500, seed });
    const headers = fc.sample(fc.array(hostileText, { maxLength: 2 }), { numRuns: bodies.length, seed });
    const printed = bodies.map((body, index) =>
      printNix({ header: headers[index] as string[], body: fn(formals(["lib", "pkgs"]), set([bind("value", body)])) }),
    );
    expect(unformatted(printed)).toEqual([]);
  });
});
