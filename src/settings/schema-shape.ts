import type { GenericSchema } from "valibot";

/** What a schema lets in, as far as walking along a value and publishing it needs to know. */
export type SchemaShape =
  | { readonly kind: "table"; readonly entries: Readonly<Record<string, GenericSchema>> }
  | { readonly kind: "record"; readonly key: GenericSchema; readonly value: GenericSchema }
  | { readonly kind: "list"; readonly item: GenericSchema }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "string"; readonly pattern: RegExp | undefined }
  | { readonly kind: "boolean" };

/** Looks through `optional` and `pipe` at the schema inside. Knows the kinds that src/settings/schema.ts uses. */
export function schemaShape(schema: GenericSchema): SchemaShape {
  const inner = schema as unknown as Record<string, never> & { type: string };
  switch (inner.type) {
    case "optional":
      return schemaShape(inner["wrapped"] as unknown as GenericSchema);
    case "object":
      return { kind: "table", entries: inner["entries"] as never };
    case "record":
      return { kind: "record", key: inner["key"] as never, value: inner["value"] as never };
    case "array":
      return { kind: "list", item: inner["item"] as never };
    case "picklist":
      return { kind: "choice", options: inner["options"] as never };
    case "string":
      return { kind: "string", pattern: patternOf(inner["pipe"] as never) };
    case "boolean":
      return { kind: "boolean" };
    default:
      throw new Error(`schema kind ${inner.type} is not known here`);
  }
}

interface PipeStep {
  readonly type: string;
  readonly requirement?: RegExp;
  readonly pipe?: readonly PipeStep[];
}

/** A pipe around a pipe holds the inner one as its first step. */
function patternOf(pipe: readonly PipeStep[] = []): RegExp | undefined {
  return pipe
    .map((step) => (step.type === "regex" ? step.requirement : patternOf(step.pipe)))
    .find((pattern) => pattern !== undefined);
}
