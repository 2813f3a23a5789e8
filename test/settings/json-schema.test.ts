import { expect, test } from "vitest";
import { settingsJsonSchema } from "../../scripts/settings-json-schema.ts";
import { validate } from "../support/json-schema.ts";

test("docs/nif2nix.schema.json is the schema that is used (renew it with: npx vitest run test/settings -u)", async () => {
  await expect(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../docs/nif2nix.schema.json",
  );
});

test("the published schema accepts what is right and refuses what is not", () => {
  const schema = settingsJsonSchema();
  expect(validate(schema, { rust: "crane", crate: { a: { buildInputs: ["openssl"] } } })).toEqual([]);
  expect(validate(schema, { rust: "cargo" })).toHaveLength(1);
  expect(validate(schema, { rusty: "crane" })).toHaveLength(1);
  expect(validate(schema, { crate: { a: { buildInputs: ["a b"] } } })).toHaveLength(1);
  expect(validate(schema, { package: { a: { way: 1 } } })).toHaveLength(1);
});
