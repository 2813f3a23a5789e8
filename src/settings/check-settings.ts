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
    diagnostics.report("settings-unknown-key", placeOf(path), {
      key,
      where: path.length > 1 ? ` in [${path.slice(0, -1).map(quoted).join(".")}]` : "",
      suggestion: meantKey(value, path, known),
      known: known.join(", "),
    });
  }
  const result = v.safeParse(settingsSchema, value);
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((item) => String(item.key));
    diagnostics.report("settings-wrong-value", placeOf(path), {
      key: named(path),
      expected: issue.kind === "validation" ? issue.message : inWords(issue.expected ?? "something else"),
      received: issue.received,
      suggestion: meantValue(issue),
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
  if (!isTable(value)) return;
  const shape = schemaShape(schema);
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (shape.kind === "record") yield* unknownKeys(inner, shape.value, here);
    if (shape.kind !== "table") continue;
    // Every object inherits names such as `constructor`.
    const entry = Object.hasOwn(shape.entries, key) ? shape.entries[key] : undefined;
    if (entry) yield* unknownKeys(inner, entry, here);
    else yield { path: here, known: Object.keys(shape.entries) };
  }
}

/** Of a key that is not known: what was meant, by its name here, by its name in another table, or by the dots in a header. */
function meantKey(value: unknown, path: readonly string[], known: readonly string[]): string {
  const key = path.at(-1) as string;
  const near = nearest(key, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  const header = undotted(value, path);
  if (header !== undefined) return `; a name with dots stands in quotes: ${header}`;
  const table = tableOf(key, path);
  if (table === undefined) return "";
  return table === "" ? "; it stands above the first table" : `; it stands in [${table}]`;
}

/**
 * The header that was meant by one without quotes, `[nif."MyApp.Native"]` by `[nif.MyApp.Native]`: TOML takes each part of it for
 * a table of its own. Undefined for what is no table, and where names have no dots.
 */
function undotted(value: unknown, path: readonly string[]): string | undefined {
  const [table, ...name] = path;
  const outer = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
  if (table !== "nif" || !isTable(outer)) return undefined;
  let inner = outer;
  // Down to where settings stand.
  for (;;) {
    const [[key, next] = [], ...more] = Object.entries(inner);
    if (key === undefined || more.length > 0 || !isTable(next)) break;
    name.push(key);
    inner = next;
  }
  return `[${table}.${quoted(name.join("."))}]`;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The table that a key belongs into, "" for none at all; undefined where none has it, or more than one. */
function tableOf(key: string, path: readonly string[]): string | undefined {
  const shapes = Object.entries(settingsSchema.entries).map(([name, schema]) => [name, schemaShape(schema)] as const);
  const homes = shapes.flatMap(([name, shape]) => {
    if (shape.kind === "table") return Object.hasOwn(shape.entries, key) ? [name] : [];
    return name === key && path.length > 1 && shape.kind !== "record" ? [""] : [];
  });
  return homes.length === 1 ? homes[0] : undefined;
}

/** `checks`, 0 -> checks (entry 1) */
function named(path: readonly string[]): string {
  const last = path.at(-1) ?? "";
  if (!/^\d+$/.test(last)) return path.map(quoted).join(".");
  return `${path.slice(0, -1).map(quoted).join(".")} (entry ${Number(last) + 1})`;
}

/** Of a wrong value: the one of a choice that was meant, a list of the one text that was given, or a number as a text. */
function meantValue({ input, expected }: Pick<v.BaseIssue<unknown>, "input" | "expected">): string {
  if (expected === "string" && typeof input === "number") return `; write "${input}"`;
  if (typeof input !== "string" || expected === null) return "";
  if (expected === "Array") return `; write [${JSON.stringify(input)}]`;
  const choices = [...expected.matchAll(/"([^"]+)"/g)].map(([, choice = ""]) => choice);
  const near = nearest(input, choices);
  return near === undefined ? "" : `; did you mean "${near}"?`;
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
