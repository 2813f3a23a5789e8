import { expect, test } from "vitest";
import { nearest } from "../../src/settings/nearest.ts";

test.each([
  ["rsut", ["rust", "env"], "rust"],
  ["relase", ["release", "rust"], "release"],
  ["buildInput", ["buildInputs", "nativeBuildInputs"], "buildInputs"],
  ["xyz", ["rust", "env"], undefined],
  ["", ["rust"], undefined],
])("%s of %j", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
