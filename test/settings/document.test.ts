import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { settingsJsonSchema } from "../../scripts/settings-json-schema.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { toFinding } from "../../src/diagnostics/finding.ts";
import { SourceFile } from "../../src/model/source.ts";
import { checkSettings } from "../../src/settings/check-settings.ts";

const page = readFileSync(new URL("../../docs/settings.md", import.meta.url), "utf8");
const example = /```toml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

test("the example of docs/settings.md is right", () => {
  const diagnostics = new Diagnostics();
  checkSettings(parse(example), new SourceFile("nif2nix.toml", example), diagnostics);
  expect(diagnostics.list.map(toFinding)).toEqual([]);
});

test("the example of docs/settings.md shows every setting", () => {
  expect(
    keys(settingsJsonSchema()).filter((key) => !new RegExp(`^(?:\\[(?:\\w+\\.)*)?${key}\\b`, "m").test(example)),
  ).toEqual([]);
});

/** Names of settings, those of tables inside included. */
function keys(schema: { properties?: object; additionalProperties?: unknown }): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const table = (inner as { additionalProperties?: object }).additionalProperties;
    return [key, ...(typeof table === "object" ? keys(table) : [])];
  });
}
