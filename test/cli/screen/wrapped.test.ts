import { expect, test } from "vitest";
import { wrapped } from "../../../src/cli/screen/wrapped.ts";

test("lines end between words, and are joined to the same text", () => {
  const text = "off: a build sees this machine's network and programs, and may fail on another ".repeat(5).trim();
  for (const width of [20, 68, 80, 120]) {
    const lines = wrapped(text, width);
    expect(lines.join(" ")).toBe(text);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});

test("a word that is longer stands alone, and without a terminal nothing is broken", () => {
  expect(wrapped("a /nix/store/aaaaaaaaaaaaaaaa b", 10)).toEqual(["a", "/nix/store/aaaaaaaaaaaaaaaa", "b"]);
  expect(wrapped("a b", Number.POSITIVE_INFINITY)).toEqual(["a b"]);
});
