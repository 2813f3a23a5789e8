import { type GenericSchema, getDescription } from "valibot";
import { schemaShape } from "../src/settings/schema-shape.ts";
import { settingsSchema } from "../src/settings/schema.ts";

/** The JSON Schema (draft 7, which editors' TOML plugins read) of nif2nix.toml: docs/nif2nix.schema.json. */
export function settingsJsonSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "nif2nix.toml",
    description: "Settings of nif2nix for one Mix project",
    ...jsonSchema(settingsSchema),
  };
}

function jsonSchema(schema: GenericSchema): object {
  const shape = schemaShape(schema);
  const description = descriptionOf(schema);
  const about = description === undefined ? {} : { description };
  switch (shape.kind) {
    case "table":
      return {
        ...about,
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(shape.entries).map(([key, entry]) => [key, jsonSchema(entry)])),
      };
    case "record": {
      const key = schemaShape(shape.key);
      const names = key.kind === "string" && key.pattern ? { propertyNames: { pattern: key.pattern.source } } : {};
      return { ...about, type: "object", ...names, additionalProperties: jsonSchema(shape.value) };
    }
    case "list":
      return { ...about, type: "array", items: jsonSchema(shape.item) };
    case "choice":
      return { ...about, enum: shape.options };
    case "string":
      return { ...about, type: "string", ...(shape.pattern ? { pattern: shape.pattern.source } : {}) };
    case "boolean":
      return { ...about, type: "boolean" };
  }
}

/** Descriptions lie on the schema inside of `optional`. */
function descriptionOf(schema: GenericSchema): string | undefined {
  const wrapped = (schema as { wrapped?: GenericSchema }).wrapped;
  return getDescription(wrapped ?? schema);
}
