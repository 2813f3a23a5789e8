import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtOf } from "../../../src/build/result/built.ts";
import { closureOf } from "../../../src/build/result/closure.ts";
import { megabytes } from "../../../src/text/megabytes.ts";

const recorded = (name: string): string =>
  readFileSync(new URL(`../nix-log/recorded/${name}.json`, import.meta.url), "utf8");

test.each(["2.8", "2.26"])("the closure as Nix %s answers it", (version) => {
  const answer = recorded(`nix-${version}-closure`);
  // Independent of the reader: every size that stands in the text.
  const sizes = [...answer.matchAll(/"narSize":(\d+)/g)].map(([, size]) => Number(size));
  expect(closureOf(answer)).toMatchObject({ size: sizes.reduce((sum, size) => sum + size, 0), paths: sizes.length });
  expect(closureOf(answer)?.largest[0]).toEqual({ name: "my_app-0.1.0", size: Math.max(...sizes) });
});

test.each(["2.8", "2.26"])("what was built as Nix %s answers it", (version) => {
  expect(builtOf(recorded(`nix-${version}-built`))).toEqual([
    {
      derivation: expect.stringMatching(/-my_app-0\.1\.0\.drv$/) as string,
      path: expect.stringMatching(/-my_app-0\.1\.0$/) as string,
    },
  ]);
});

test.each(["", "{", "null", "7", "[]", "{}", "[null]", '{"/nix/store/x":null}', '[{"path":7}]'])(
  "%j is no answer",
  (answer) => {
    expect(closureOf(answer)).toBeUndefined();
    expect(builtOf(answer)).toEqual([]);
  },
);

test("sizes for people", () => {
  expect([megabytes(1_234_567), megabytes(123_456_789)]).toEqual(["1.2 MB", "123 MB"]);
});
