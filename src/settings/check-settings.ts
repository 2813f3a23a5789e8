import * as v from "valibot";
import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../model/source.ts";
import { quoted } from "./edit-settings.ts";
import { locateKey } from "./locate-key.ts";
import { nearest } from "./nearest.ts";
import { schemaShape } from "./schema-shape.ts";
import { type SettingsFile, settingsSchema } from "./schema.ts";

/**
 * A parsed nif2nix.toml -> its settings; nothing of it where a value is wrong. Each mistake is reported at its place, so that
 * one run shows all of them; they are errors, so nothing is written on what is left.
 */
export function checkSettings(value: unknown, file: SourceFile, diagnostics: DiagnosticSink): SettingsFile {
  const placeOf = (path: readonly string[]) =>
    file.place(
      locateKey(
        file.text,
        path.filter((part) => !/^\d+$/.test(part)),
      ),
    );
  for (const { path, known } of unknownKeys(value, settingsSchema, [])) {
    const key = path.at(-1) as string;
    const near = nearest(key, known);
    diagnostics.report("settings-unknown-key", placeOf(path), {
      key,
      where: path.length > 1 ? ` in [${path.slice(0, -1).join(".")}]` : "",
      suggestion: near === undefined ? "" : `; did you mean "${near}"?`,
      known: known.join(", "),
    });
  }
  const result = v.safeParse(settingsSchema, value);
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((item) => String(item.key));
    diagnostics.report("settings-wrong-value", placeOf(path), {
      key: path.map(quoted).join("."),
      expected: issue.kind === "validation" ? issue.message : inWords(issue.expected ?? "something else"),
      received: issue.received,
    });
  }
  return result.success ? result.output : {};
}

/** Keys that the schema does not know, in the order of the file. Not left to valibot, which stops at the first of a table. */
function* unknownKeys(
  value: unknown,
  schema: v.GenericSchema,
  path: readonly string[],
): Generator<{ path: readonly string[]; known: readonly string[] }> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const shape = schemaShape(schema);
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (shape.kind === "record") yield* unknownKeys(inner, shape.value, here);
    if (shape.kind !== "table") continue;
    const entry = shape.entries[key];
    if (entry) yield* unknownKeys(inner, entry, here);
    else yield { path: here, known: Object.keys(shape.entries) };
  }
}

/** valibot's notation -> words: ("a" | "b") -> "a" or "b"; Array -> a list. */
function inWords(notation: string): string {
  const words: Record<string, string> = {
    Array: "a list",
    Object: "a table",
    string: "a string",
    boolean: "true or false",
  };
  return words[notation] ?? notation.replace(/^\(|\)$/g, "").replaceAll(" | ", " or ");
}
