import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../model/source.ts";

export interface TomlTable {
  readonly [key: string]: unknown;
}

export type ParseToml = (text: string) => TomlTable;

/** The TOML parser, loaded when the first crate is read: commands that read none do not pay for it. */
export async function loadToml(): Promise<ParseToml> {
  const { parse } = await import("smol-toml");
  return (text) => parse(text);
}

/** Parses a file; what is not TOML becomes a diagnostic with its place, and undefined. */
export function readToml(parse: ParseToml, file: SourceFile, diagnostics: DiagnosticSink): TomlTable | undefined {
  try {
    return parse(file.text);
  } catch (error) {
    const { line = 1, column = 1, message } = error as Error & { line?: number; column?: number };
    // The parser's message goes on with an excerpt of the file; findings show their own.
    const reason = (message.split("\n", 1)[0] as string).replace(/^Invalid TOML document: /, "");
    diagnostics.report("toml-invalid", { file: file.path, line, column }, { reason });
    return undefined;
  }
}

export function table(value: unknown): TomlTable | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as TomlTable) : undefined;
}

export function string(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The strings of an array; undefined where it is no array. */
export function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : undefined;
}

/** The tables of an array of tables (`[[bin]]`); none where it is no array. */
export function tables(value: unknown): readonly TomlTable[] {
  return Array.isArray(value) ? value.filter((item): item is TomlTable => table(item) !== undefined) : [];
}
