import { expect, test } from "vitest";
import { generatedAttributes } from "../../../src/cli/init/generated-attributes.ts";
import type { OutputFile } from "../../../src/emit/output-file.ts";

const file = (path: string, ownership: OutputFile["ownership"] = "generated"): OutputFile => ({
  path,
  text: "",
  ownership,
});

test("patterns of what is generated, and the user's files among them taken out again", () => {
  const files = [
    file("flake.nix", "user"),
    file("nix/package.nix", "user"),
    file("nix/deps.nix"),
    file("nix/nifs.nix"),
  ];
  const more = [file("nix/locks/a/b.lock"), file("nix/locks/c.lock"), file("nix/node-modules.mjs")];
  expect(generatedAttributes([...files, ...more])).toEqual([
    "nix/*.nix linguist-generated",
    "nix/locks/** linguist-generated",
    "nix/node-modules.mjs linguist-generated",
    "nix/package.nix -linguist-generated",
  ]);
  expect(generatedAttributes([file("flake.nix", "user")])).toEqual([]);
});
