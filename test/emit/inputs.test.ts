import { expect, test } from "vitest";
import { packageAt } from "../../src/emit/inputs.ts";
import { printNix } from "../../src/nix/print.ts";
import { libraries } from "../../src/recipes/libraries.ts";
import { evaluate } from "./nix.ts";

test.each([
  [
    "since 26.05, where the old name is an alias that may be forbidden",
    '{ libx11 = "new"; xorg = throw "aliases are off"; }',
    "new",
  ],
  ["up to 25.11", '{ xorg.libX11 = "old"; }', "old"],
])("a package that nixpkgs has renamed is found: %s", (_, pkgs, found) => {
  expect(evaluate(`let pkgs = ${pkgs}; in ${printNix({ header: [], body: packageAt("libx11") })}`)).toBe(found);
});

test("no recipe asks for a name that nixpkgs has given up", () => {
  expect(
    Object.values(libraries)
      .flat()
      .filter((name) => /^xorg\.|^pcre$/.test(String(name))),
  ).toEqual([]);
});
